import { type AddressSet, noAddress, sameAddresses } from "./address-set.ts";
import type { PortInterval } from "./port-map.ts";
import { isMostPorts, portCount } from "./port-set.ts";

/**
 * Returns the addresses that are open on most of all ports, the same ones: who is trusted as such, and not with what
 * is on a port. Finds them by a vote of the ports (Boyer and Moore, "MJRTY").
 *
 * @param addressesOf - the addresses that are open on the ports of an interval
 */
export function trustedRemotes<T>(
  intervals: readonly PortInterval<T>[],
  addressesOf: (value: T) => AddressSet,
): AddressSet {
  let candidate = noAddress;
  let votes = 0;
  for (const { from, through, value } of intervals) {
    const ports = through - from + 1;
    const addresses = addressesOf(value);
    if (sameAddresses(addresses, candidate)) {
      votes += ports;
    } else if (votes >= ports) {
      votes -= ports;
    } else {
      candidate = addresses;
      votes = ports - votes;
    }
  }
  const count = portCount(
    intervals.filter(({ value }) => sameAddresses(addressesOf(value), candidate)),
  );
  return isMostPorts(count) ? candidate : noAddress;
}
