import { ascending } from "../util/ascending.ts";
import type { PolicyDiff, PolicyFinding } from "./types.ts";

const severities = ["error", "warning", "info"] as const;

/** Sorts all differences by severity, the most severe first. */
export function mostSevereFirst(diff: PolicyDiff): readonly PolicyFinding[] {
  return allOf(diff).sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
}

/** Sorts all differences by direction, protocol and port. */
export function inOrder(diff: PolicyDiff): readonly PolicyFinding[] {
  return allOf(diff).sort(
    (a, b) =>
      ascending(a.direction, b.direction) ||
      ascending(a.protocol, b.protocol) ||
      a.ports.from - b.ports.from,
  );
}

function allOf(diff: PolicyDiff): PolicyFinding[] {
  return [...diff.missing, ...diff.narrower, ...diff.extra, ...diff.wider, ...diff.unknown];
}
