import { type RemoteAddresses, sameRemotes, whoMayOf } from "../net/remote-addresses.ts";
import type { Family, WhoMay } from "../net/types.ts";

/**
 * Returns a function that names remote addresses; it caches the last result, because adjacent intervals often
 * share their addresses.
 */
export function whoMayNamer(families: readonly Family[]): (remotes: RemoteAddresses) => WhoMay {
  let last: { remotes: RemoteAddresses; who: WhoMay } | undefined;
  return (remotes) => {
    const who = last && sameRemotes(last.remotes, remotes) ? last.who : whoMayOf(remotes, families);
    last = { remotes, who };
    return who;
  };
}
