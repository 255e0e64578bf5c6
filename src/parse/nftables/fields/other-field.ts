import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import type { Field, Key } from "../ruleset.ts";
import type { ApplyField } from "./comparison.ts";

/** Protocols whose packets are not followed. */
const otherProtocols: ReadonlySet<string> = new Set([
  ..."ah arp comp dccp esp icmp igmp sctp udplite".split(" "),
  "dccp option",
  "sctp chunk",
]);

/** IPv6 extension headers; no followed packet has one. */
const extensionHeaders: ReadonlySet<string> = new Set("dst frag hbh mh rt rt0 rt2 srh".split(" "));

/** The fields of `rt` that concern the route of a packet instead of its header. */
const ofRoute: ReadonlySet<string> = new Set(
  ["classid", "ipsec", "mtu", "nexthop"].flatMap((key) => [key, `ip ${key}`, `ip6 ${key}`]),
);

/** iptables matches that no followed packet fulfils, whatever their options. */
const otherMatches: ReadonlySet<string> = new Set(
  "ah dccp esp icmp ipcomp sctp udplite".split(" "),
);

/** Applies a comparison of a field for which only the protocol is supported. */
export const otherField: ApplyField = ({ field, what }, builder) => {
  otherKey([field], what, builder);
};

/** Applies a comparison of fields for which only the protocols are supported. */
export function otherKey(key: Key, what: string, builder: MatchBuilder): void {
  addProtocols(key, builder);
  builder.holds(key.some(isAbsent) ? false : undefined, what);
}

/** Adds the protocols of packets with the given fields. */
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

/** Returns whether no followed packet has a field. */
function isAbsent({ protocol, field }: Field): boolean {
  return (
    otherProtocols.has(protocol) ||
    (protocol === "xt match" && otherMatches.has(field)) ||
    (extensionHeaders.has(protocol) && !(protocol === "rt" && ofRoute.has(field))) ||
    (protocol === "ip option" && field.includes(" "))
  );
}
