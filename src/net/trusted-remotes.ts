import { type AddressSet, noAddress, sameAddresses } from "./address-set.ts";
import type { PortInterval } from "./port-map.ts";

/**
 * Returns the addresses that are open on most of all ports, the same ones: who is trusted as such, and not with what
 * is on a port. Finds them by a vote of the ports (Boyer and Moore, "MJRTY").
 *
 * @param intervals - the addresses that are open, by ports in ascending order
 */
export function trustedRemotes(intervals: readonly PortInterval<AddressSet>[]): AddressSet {
  let candidate = noAddress;
  let votes = 0;
  for (const { from, through, value } of intervals) {
    const ports = through - from + 1;
    if (sameAddresses(value, candidate)) {
      votes += ports;
    } else if (votes >= ports) {
      votes -= ports;
    } else {
      candidate = value;
      votes = ports - votes;
    }
  }
  const count = intervals
    .filter(({ value }) => sameAddresses(value, candidate))
    .reduce((sum, { from, through }) => sum + through - from + 1, 0);
  return count * 2 > 65_535 ? candidate : noAddress;
}
