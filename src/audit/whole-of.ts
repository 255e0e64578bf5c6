import { isMostOf } from "../net/is-most-of.ts";
import { combine, type RemoteAddresses } from "../net/remote-addresses.ts";

/** Replaces parts with their whole sets where few addresses are missing: those are banned, or let in separately. */
export function wholeOf(part: RemoteAddresses, whole: RemoteAddresses): RemoteAddresses {
  return combine(part, whole, (some, all) => (isMostOf(some, all) ? all : some));
}
