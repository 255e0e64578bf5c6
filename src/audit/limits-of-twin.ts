import { covers } from "../net/port-range.ts";
import { areFew } from "./are-few.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";
import { twinOf } from "./twin-of.ts";

/** Returns a reason that states that the TLS twin of a port is open only to some addresses; none if it is open to most. */
export function limitsOfTwin(difference: Difference, comparison: Comparison): readonly string[] {
  const twin = twinOf(difference, comparison);
  return comparison
    .accessOf(difference)
    .open.filter(
      (interval) =>
        twin !== undefined && covers(interval, twin) && areFew(interval.value, comparison.families),
    )
    .map(() => `${difference.protocol.toUpperCase()} ${twin} only to some addresses`);
}
