import { countAddresses } from "../net/address-set.ts";
import type { Family } from "../net/types.ts";
import type { Packets } from "../packet-filter/packet-set.ts";

/** Packets of a family. */
interface OfFamily {
  readonly family: Family;
  readonly packets: Packets;
}

/** Returns whether packets have more addresses than other packets of the same family; IPv6 never outweighs IPv4. */
export function outweighs(a: OfFamily, b: OfFamily): boolean {
  return (
    a.family === b.family && countAddresses(a.packets.remotes) > countAddresses(b.packets.remotes)
  );
}
