import { isMostOf } from "../net/is-most-of.ts";
import { combine, type RemoteAddresses } from "../net/remote-addresses.ts";

/** Returns whole sets in place of parts that are most of them: where few are missing, those are banned or let in by themselves. */
export function wholeOf(part: RemoteAddresses, whole: RemoteAddresses): RemoteAddresses {
  return combine(part, whole, (some, all) => (isMostOf(some, all) ? all : some));
}
