import type { Direction, Permitted, PortRange, Protocol } from "../../net/types.ts";
import { portGroups } from "./port-groups.ts";

/**
 * The ports of a list setting, as CSF and APF have it: those that are open to all. All ports where the
 * policy accepts by default.
 */
export function openToAll(
  policy: Permitted,
  direction: Direction,
  protocol: Protocol,
): readonly PortRange[] {
  const group = portGroups(policy, direction).find(
    (each) => each.protocol === protocol && each.sources === "any",
  );
  return policy.defaults[direction] === "accept"
    ? [{ from: 1, through: 65535 }]
    : (group?.ports ?? []);
}
