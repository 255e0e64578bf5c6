import { addresses } from "./addresses.ts";
import type { ApplyField } from "./comparison.ts";
import { direction, state } from "./conntrack.ts";
import { interfaces } from "./interfaces.ts";
import { ports } from "./ports.ts";
import { family, transport } from "./protocols.ts";
import { addressType, packetType, routeInterface } from "./routes.ts";
import { tcpFlags } from "./tcp-flags.ts";

/** Every field that is understood, by its protocol; of a `fib`, by its result. */
export const fields: ReadonlyMap<string, ReadonlyMap<string, ApplyField>> = tableOf({
  tcp: {
    dport: ports("destination", ["tcp"]),
    sport: ports("source", ["tcp"]),
    flags: tcpFlags,
  },
  udp: {
    dport: ports("destination", ["udp"]),
    sport: ports("source", ["udp"]),
  },
  th: {
    dport: ports("destination", ["tcp", "udp"]),
    sport: ports("source", ["tcp", "udp"]),
  },
  ip: {
    saddr: addresses("source", "ipv4"),
    daddr: addresses("destination", "ipv4"),
    protocol: transport("ipv4"),
  },
  ip6: {
    saddr: addresses("source", "ipv6"),
    daddr: addresses("destination", "ipv6"),
    nexthdr: transport("ipv6"),
  },
  meta: {
    l4proto: transport(),
    nfproto: family,
    protocol: family,
    iif: interfaces("input"),
    iifname: interfaces("input"),
    oif: interfaces("output"),
    oifname: interfaces("output"),
    pkttype: packetType,
  },
  ct: { state, direction },
  fib: { type: addressType, oif: routeInterface },
});

function tableOf(
  object: Readonly<Record<string, Readonly<Record<string, ApplyField>>>>,
): ReadonlyMap<string, ReadonlyMap<string, ApplyField>> {
  return new Map(
    Object.entries(object).map(([protocol, each]) => [protocol, new Map(Object.entries(each))]),
  );
}
