import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import type { Key } from "../ruleset.ts";
import type { ApplyField } from "./comparison.ts";

/** Protocols that a packet of TCP or UDP does not have. */
const otherProtocols: ReadonlySet<string> = new Set(
  "ah arp comp dccp esp icmp icmpv6 igmp sctp udplite".split(" "),
);

/** Applies a comparison of which only the protocol is understood. */
export const otherField: ApplyField = ({ field, what }, builder) => {
  otherKey([field], what, builder);
};

/** Applies a comparison of fields of which only the protocols are understood. */
export function otherKey(key: Key, what: string, builder: MatchBuilder): void {
  addProtocols(key, builder);
  const isOther = key.some(({ protocol }) => otherProtocols.has(protocol));
  builder.holds(isOther ? false : undefined, what);
}

/** Adds the protocols that packets have which have some fields. */
export function addProtocols(key: Key, builder: MatchBuilder): void {
  for (const { protocol } of key) {
    if (protocol === "tcp" || protocol === "udp") {
      builder.protocols([protocol]);
    } else if (protocol === "ip" || protocol === "ip6") {
      builder.family(protocol === "ip" ? "ipv4" : "ipv6");
    }
  }
}
