import { openAccess } from "../net/access.ts";
import { allAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { portCount } from "../net/port-set.ts";
import type { Family, Permitted, Protocol } from "../net/types.ts";

/**
 * Returns whether a firewall accepts outbound connections on most ports to most addresses, with or without bans.
 * A family over which it accepts none is closed rather than limited, and does not count.
 */
export function isOpenOutbound(permitted: Permitted): boolean {
  const openPorts = (protocol: Protocol, family: Family) =>
    portCount(
      openAccess(permitted, "outbound", protocol, [family]).filter(({ value }) =>
        isMostOf(value[family], allAddresses[family]),
      ),
    );
  const counts = permitted.families
    .map((family) => (["tcp", "udp"] as const).map((protocol) => openPorts(protocol, family)))
    .filter((ports) => ports.some((count) => count > 0));
  return counts.length > 0 && counts.flat().every((count) => count > 32768);
}
