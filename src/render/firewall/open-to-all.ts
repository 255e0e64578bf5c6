import { rangeText } from "../../net/port-range.ts";
import type { Direction, Family, Permitted, Protocol } from "../../net/types.ts";
import { mergeRanges, portGroups, wholeFamily } from "./port-groups.ts";

/**
 * Returns the ports of a list setting, as CSF and APF have it: those that are open to all addresses of a family,
 * with commas. All ports where the policy accepts by default.
 */
export function openToAll(
  policy: Permitted,
  direction: Direction,
  protocol: Protocol,
  family: Family,
  separator: ":" | "_",
): string {
  if (policy.defaults[direction] === "accept") {
    return `1${separator}65535`;
  }
  const ports = portGroups(policy, direction)
    .filter(
      (each) =>
        each.protocol === protocol &&
        (each.sources === "any" || each.sources.includes(wholeFamily[family])),
    )
    .flatMap((each) => each.ports);
  return mergeRanges(ports)
    .map((range) => rangeText(range, separator))
    .join(",");
}
