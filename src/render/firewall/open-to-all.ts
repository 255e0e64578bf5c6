import type { Direction, Family, Permitted, PortRange, Protocol } from "../../net/types.ts";
import { wholeFamily } from "../../net/whole-family.ts";
import { mergeRanges, portGroups } from "./port-groups.ts";

/**
 * Returns the ports of a CSF or APF list: ports that are open to all addresses of a family. Returns all
 * ports if the policy accepts by default.
 */
export function openToAll(
  policy: Permitted,
  direction: Direction,
  protocol: Protocol,
  family: Family,
): readonly PortRange[] {
  if (policy.defaults[direction] === "accept") {
    return [{ from: 1, through: 65535 }];
  }
  const [first, ...others] = portGroups(policy, direction).filter(
    (each) =>
      each.protocol === protocol &&
      (each.sources === "any" || each.sources.includes(wholeFamily[family])),
  );
  const ports = first?.ports ?? [];
  return others.length === 0
    ? ports
    : mergeRanges([...ports, ...others.flatMap((each) => each.ports)]);
}
