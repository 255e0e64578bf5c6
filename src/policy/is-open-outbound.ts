import { openAccess } from "../net/access.ts";
import { allAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import type { Permitted } from "../net/types.ts";

/** Tells whether a firewall lets connections out on most ports to most machines, bans or not. */
export function isOpenOutbound(permitted: Permitted): boolean {
  const { families } = permitted;
  return (["tcp", "udp"] as const).every((protocol) => {
    const open = openAccess(permitted, "outbound", protocol, families).filter(({ value }) =>
      families.every((family) => isMostOf(value[family], allAddresses[family])),
    );
    return open.reduce((count, { from, through }) => count + through - from + 1, 0) > 32768;
  });
}
