import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import type { ListenerInput, Socket } from "./ruleset.ts";

/** Returns the families that the inputs cover: only one if all sockets are for that family. */
export function familiesOf(inputs: readonly ListenerInput[]): readonly Family[] {
  const families = new Set(inputs.flatMap(({ sockets }) => sockets.map(onlyFamily)));
  const [only] = families;
  return families.size === 1 && only ? [only] : allFamilies;
}

/** Returns the only family of a socket; `undefined` if it may serve both. */
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
