import { openAccess } from "../net/access.ts";
import { type AddressSet, intersect } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { remotesOf } from "../net/remote-addresses.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import type { KeptConnection } from "./read-closing.ts";

/**
 * Returns whether a firewall may let in a connection. Any connection of a family that was not read may come in. A
 * connection that the firewall blocks cannot be the one over which somebody changes it.
 */
export function mayComeIn(
  actual: PolicyOrExposure,
  { family, address, port }: KeptConnection,
): boolean {
  const { families } = actual;
  const isFor = (remotes: AddressSet) => intersect(remotes, address).length > 0;
  return (
    !families.includes(family) ||
    openAccess(actual, "inbound", "tcp", families).some(
      ({ value, ...ports }) => covers(ports, port) && isFor(value[family]),
    ) ||
    ("undetermined" in actual &&
      actual.undetermined.some(
        ({ direction, protocol, ports, ...who }) =>
          direction === "inbound" &&
          protocol === "tcp" &&
          covers(ports, port) &&
          isFor(remotesOf(who, families)[family]),
      ))
  );
}
