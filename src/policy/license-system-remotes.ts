import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";

/** Returns the addresses from which cPanel's license system connects. */
export function licenseSystemRemotes(
  release: ReleaseNumber,
  families: readonly Family[],
): RemoteAddresses {
  const { networks } = getLicenseCallback(release).senders;
  return remotesOf({ sources: networks, except: [] }, families);
}
