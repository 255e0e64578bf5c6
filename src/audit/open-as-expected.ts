import type { RemoteAddresses } from "../net/remote-addresses.ts";
import type { Lane } from "./comparison.ts";
import type { Difference } from "./differences.ts";

/** Returns a difference for a port that is open as expected, so that it can be a finding. */
export function openAsExpected(
  lane: Lane,
  port: number,
  open: RemoteAddresses,
  { rules, entry }: Pick<Difference, "entry" | "rules">,
): Difference {
  return {
    ...lane,
    from: port,
    through: port,
    kind: "wider",
    expected: open,
    actual: open,
    difference: open,
    rules,
    tolerated: [],
    entry,
    reasons: [],
  };
}
