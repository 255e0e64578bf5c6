import { type RemoteAddresses, sameRemotes, whoMayOf } from "../net/remote-addresses.ts";
import type { Family, WhoMay } from "../net/types.ts";

/** Returns what names remote addresses; those of an interval are often those of the one before. */
export function whoMayNamer(families: readonly Family[]): (remotes: RemoteAddresses) => WhoMay {
  let last: { remotes: RemoteAddresses; who: WhoMay } | undefined;
  return (remotes) => {
    const who = last && sameRemotes(last.remotes, remotes) ? last.who : whoMayOf(remotes, families);
    last = { remotes, who };
    return who;
  };
}
