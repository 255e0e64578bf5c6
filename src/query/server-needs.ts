import { needData } from "../dataset/dataset.ts";
import type { ServerNeed } from "../dataset/types.ts";

/**
 * The traffic that every server needs, regardless of its services, in ascending order by id: DNS queries, updates, the
 * license check, network time, DHCP, and ICMP. Curated, each need with its basis, and separate from the ports that a
 * release documents.
 *
 * Source: RFCs, cPanel's documentation, firewalld's own service for DHCPv6.
 *
 * @example
 * ```ts
 * import { serverNeeds } from "cpanel-ports";
 *
 * serverNeeds.map((each) => each.id).slice(0, 3); // => ["dhcp", "dhcpv6", "dns-queries"]
 * serverNeeds.find((each) => each.id === "network-time")?.traffic; // => [{ direction: "outbound", protocol: "udp", port: 123, sourcePort: "any", families: ["ipv4", "ipv6"], destinations: "any" }]
 * serverNeeds.find((each) => each.id === "path-mtu-discovery")?.traffic[1]; // => { direction: "inbound", protocol: "icmpv6", type: 2, codes: "any", name: "packet-too-big" }
 * ```
 */
export const serverNeeds: readonly ServerNeed[] = needData().serverNeeds;
