import { areFew } from "./are-few.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";
import { openTwinOf } from "./twin-of.ts";

/** Returns a reason that states that the TLS twin of a port is open only to some addresses; none if it is open to most. */
export function limitsOfTwin(difference: Difference, comparison: Comparison): readonly string[] {
  const twin = openTwinOf(difference, comparison);
  return twin !== undefined && areFew(twin.open, comparison.families)
    ? [`${difference.protocol.toUpperCase()} ${twin.port} only to some addresses`]
    : [];
}
