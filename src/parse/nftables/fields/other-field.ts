import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import type { Field, Key } from "../ruleset.ts";
import type { ApplyField } from "./comparison.ts";

/** Protocols of which no packet is followed. */
const otherProtocols: ReadonlySet<string> = new Set([
  ..."ah arp comp dccp esp icmp igmp sctp udplite".split(" "),
  "dccp option",
  "sctp chunk",
]);

/** Headers of IPv6 that no packet has which is followed. */
const extensionHeaders: ReadonlySet<string> = new Set("dst frag hbh mh rt rt0 rt2 srh".split(" "));

/** What `rt` asks of the route of a packet and not of its header. */
const ofRoute: ReadonlySet<string> = new Set(
  ["classid", "ipsec", "mtu", "nexthop"].flatMap((key) => [key, `ip ${key}`, `ip6 ${key}`]),
);

/** Matches of iptables that no packet fulfils which is followed, whatever their options are. */
const otherMatches: ReadonlySet<string> = new Set(
  "ah dccp esp icmp ipcomp sctp udplite".split(" "),
);

/** Applies a comparison of which only the protocol is understood. */
export const otherField: ApplyField = ({ field, what }, builder) => {
  otherKey([field], what, builder);
};

/** Applies a comparison of fields of which only the protocols are understood. */
export function otherKey(key: Key, what: string, builder: MatchBuilder): void {
  addProtocols(key, builder);
  builder.holds(key.some(isAbsent) ? false : undefined, what);
}

/** Adds the protocols that packets have which have some fields. */
export function addProtocols(key: Key, builder: MatchBuilder): void {
  for (const { protocol, field } of key) {
    if (protocol === "tcp" || protocol === "tcp option") {
      builder.protocols(["tcp"]);
    } else if (protocol === "udp") {
      builder.protocols([protocol]);
    } else if (protocol === "icmpv6" || (protocol === "xt match" && field === "icmp6")) {
      builder.protocols(["icmpv6"]);
    } else if (protocol === "ip" || protocol === "ip6") {
      builder.family(protocol === "ip" ? "ipv4" : "ipv6");
    }
  }
}

/** Tells whether no packet that is followed has a field. */
function isAbsent({ protocol, field }: Field): boolean {
  return (
    otherProtocols.has(protocol) ||
    (protocol === "xt match" && otherMatches.has(field)) ||
    (extensionHeaders.has(protocol) && !(protocol === "rt" && ofRoute.has(field))) ||
    (protocol === "ip option" && field.includes(" "))
  );
}
