import { covers } from "../net/port-range.ts";
import { yieldsToTwin } from "../policy/yields-to-twin.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";

/** Returns the TLS twin of a port that allows plain text, if the twin is expected to be open and suffices. */
export function twinOf(
  { entry, protocol }: Difference,
  { expected }: Comparison,
): number | undefined {
  if (!entry?.documented[protocol] || !yieldsToTwin(entry)) {
    return undefined;
  }
  return expected.rules
    .filter((rule) => rule.direction === "inbound" && rule.protocol === protocol)
    .flatMap(({ ports }) => (entry.twin && covers(ports, entry.twin) ? [entry.twin] : []))[0];
}
