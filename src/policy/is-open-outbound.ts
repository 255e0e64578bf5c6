import { openAccess } from "../net/access.ts";
import { allAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { portCount } from "../net/port-set.ts";
import type { Permitted } from "../net/types.ts";

/** Returns whether a firewall accepts outbound connections on most ports to most addresses, with or without bans. */
export function isOpenOutbound(permitted: Permitted): boolean {
  const { families } = permitted;
  return (["tcp", "udp"] as const).every((protocol) => {
    const open = openAccess(permitted, "outbound", protocol, families).filter(({ value }) =>
      families.every((family) => isMostOf(value[family], allAddresses[family])),
    );
    return portCount(open) > 32768;
  });
}
