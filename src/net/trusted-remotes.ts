import { type AddressSet, noAddress, sameAddresses } from "./address-set.ts";
import type { PortInterval } from "./port-map.ts";
import { isMostPorts, portCount } from "./port-set.ts";

/**
 * Returns the address set that is open on most of all ports: addresses that are trusted in general, not for the
 * purpose of a port. Finds it with the majority vote algorithm (Boyer and Moore, "MJRTY").
 *
 * @param addressesOf - returns the addresses that are open on the ports of an interval
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
