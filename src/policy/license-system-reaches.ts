import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { subtract } from "../net/address-set.ts";
import { combine, isNobody, type RemoteAddresses } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import { licenseSystemRemotes } from "./license-system-remotes.ts";

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
  const callers = licenseSystemRemotes(release, families);
  return getLicenseCallback(release).ports.some(({ port }) =>
    isNobody(accessTo(port).reduce((left, here) => combine(left, here, subtract), callers)),
  );
}
