import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import type { ListenerInput, Socket } from "./ruleset.ts";

/** Returns the families that inputs speak of: one, if all sockets are for one only. */
export function familiesOf(inputs: readonly ListenerInput[]): readonly Family[] {
  const families = new Set(inputs.flatMap(({ sockets }) => sockets.map(onlyFamily)));
  const [only] = families;
  return families.size === 1 && only ? [only] : allFamilies;
}

/** Returns the family that a socket is for; `undefined` if it may be for both. */
export function onlyFamily({ address }: Socket): Family | undefined {
  switch (address?.kind) {
    case "one":
      return address.isMapped ? "ipv6" : address.family;
    case "all-ipv6":
      return address.isIpv6Only === true ? "ipv6" : undefined;
    default:
      return undefined;
  }
}
