import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { subtract } from "../net/address-set.ts";
import { combine, isNobody, type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";

/**
 * Returns whether cPanel's license system can connect, from all its networks, to at least one of the ports it tries.
 *
 * @param accessTo - returns the remote addresses that may connect to a TCP port, in any number of parts
 */
export function licenseSystemReaches(
  release: ReleaseNumber,
  accessTo: (port: number) => readonly RemoteAddresses[],
  families: readonly Family[],
): boolean {
  const { ports, senders } = getLicenseCallback(release);
  const callers = remotesOf({ sources: senders.networks, except: [] }, families);
  return ports.some(({ port }) =>
    isNobody(accessTo(port).reduce((left, here) => combine(left, here, subtract), callers)),
  );
}
