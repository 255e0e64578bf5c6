import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { subtract } from "../net/address-set.ts";
import type { PortInterval } from "../net/port-map.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import { licenseCallback } from "../query/license-callback.ts";

/**
 * Tells whether cPanel's license system reaches one of the ports that it tries, from all its networks.
 *
 * @param access - who may connect to which TCP ports, in any number of intervals
 */
export function licenseSystemReaches(
  release: ReleaseNumber,
  access: readonly PortInterval<RemoteAddresses>[],
  families: readonly Family[],
): boolean {
  const { ports, senders } = licenseCallback(release);
  const callers = remotesOf({ sources: senders.networks, except: [] }, families);
  return ports.some(({ port }) => {
    const here = access.filter((interval) => covers(interval, port));
    return isNobody(here.reduce((left, { value }) => combine(left, value, subtract), callers));
  });
}
