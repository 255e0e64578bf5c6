import { rangeText } from "../../net/port-range.ts";
import type { Direction, Permitted, Protocol } from "../../net/types.ts";
import { portGroups } from "./port-groups.ts";

/**
 * The ports of a list setting, as CSF and APF have it: those that are open to all, with commas. All
 * ports where the policy accepts by default.
 */
export function openToAll(
  policy: Permitted,
  direction: Direction,
  protocol: Protocol,
  separator: ":" | "_",
): string {
  const group = portGroups(policy, direction).find(
    (each) => each.protocol === protocol && each.sources === "any",
  );
  return policy.defaults[direction] === "accept"
    ? `1${separator}65535`
    : (group?.ports ?? []).map((range) => rangeText(range, separator)).join(",");
}
