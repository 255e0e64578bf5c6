import type { Operator } from "../ruleset.ts";

/** Fields of `meta` that may be written without it. */
export const metaFields: ReadonlySet<string> = new Set([
  ..."iif iifname iiftype iifgroup oif oifname oiftype oifgroup".split(" "),
  ..."mark pkttype skuid skgid cgroup cpu".split(" "),
]);

/** Protocols, headers and expressions that precede the name of a field. */
export const fieldPrefixes: ReadonlySet<string> = new Set([
  ..."ah arp comp dccp dst esp ether exthdr frag hbh icmp icmpv6 igmp ip ip6".split(" "),
  ..."ipsec jhash meta mh numgen osf rt rt0 rt2 sctp socket srh symhash tcp th udp".split(" "),
  ..."udplite vlan @ih @ll @nh @th".split(" "),
]);

/** The fields of `ct`, for one direction of a connection or both. */
export const conntrackFields: ReadonlySet<string> = new Set([
  ..."avgpkt bytes daddr direction event expectation expiration helper id l3proto label mark".split(
    " ",
  ),
  ..."packets proto-dst proto-src protocol saddr state status timeout zone".split(" "),
]);

/** The operators that can also be written as words. */
export const operatorWords: ReadonlyMap<string, Operator> = new Map([
  ["eq", "=="],
  ["ne", "!="],
  ["lt", "<"],
  ["gt", ">"],
  ["le", "<="],
  ["ge", ">="],
]);

/** The first words of verdicts. */
export const verdicts: ReadonlySet<string> = new Set([
  ...["accept", "continue", "drop", "goto", "jump", "return"],
]);

/** The first words of other statements that do not begin with a field. */
const statements: ReadonlySet<string> = new Set([
  ..."add comment counter ct delete dnat dup fib flow fwd last limit log masquerade meter".split(
    " ",
  ),
  ..."notrack queue quota redirect reject reset snat synproxy tproxy update xt".split(" "),
]);

/** Returns whether a statement may begin with a word. */
export function beginsStatement(word: string): boolean {
  return (
    verdicts.has(word) || statements.has(word) || metaFields.has(word) || fieldPrefixes.has(word)
  );
}
