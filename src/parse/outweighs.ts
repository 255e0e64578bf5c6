import { countAddresses } from "../net/address-set.ts";
import type { Family } from "../net/types.ts";
import type { Packets } from "../packet-filter/packet-set.ts";

/** Packets of a family. */
interface OfFamily {
  readonly family: Family;
  readonly packets: Packets;
}

/** Compares packets of a family by their addresses; IPv6 does not outweigh IPv4. */
export function outweighs(a: OfFamily, b: OfFamily): boolean {
  return (
    a.family === b.family && countAddresses(a.packets.remotes) > countAddresses(b.packets.remotes)
  );
}
