import type { Operator } from "../ruleset.ts";

/** Fields that stand without `meta`. */
export const metaFields: ReadonlySet<string> = new Set([
  ..."iif iifname iiftype iifgroup oif oifname oiftype oifgroup".split(" "),
  ..."mark pkttype skuid skgid cgroup cpu".split(" "),
]);

/** Protocols, headers and others whose name comes before that of a field. */
export const fieldPrefixes: ReadonlySet<string> = new Set([
  ..."ah arp comp dccp dst esp ether exthdr frag hbh icmp icmpv6 igmp ip ip6".split(" "),
  ..."ipsec jhash meta mh numgen osf rt rt0 rt2 sctp socket srh symhash tcp th udp".split(" "),
  ..."udplite vlan @ih @ll @nh @th".split(" "),
]);

/** What `ct` may ask of a connection, in one of its directions or in both. */
export const conntrackFields: ReadonlySet<string> = new Set([
  ..."avgpkt bytes daddr direction event expectation expiration helper id l3proto label mark".split(
    " ",
  ),
  ..."packets proto-dst proto-src protocol saddr state status timeout zone".split(" "),
]);

/** The operators that have words, too. */
export const operatorWords: ReadonlyMap<string, Operator> = new Map([
  ["eq", "=="],
  ["ne", "!="],
  ["lt", "<"],
  ["gt", ">"],
  ["le", "<="],
  ["ge", ">="],
]);

/** What says where packets go. */
export const verdicts: ReadonlySet<string> = new Set([
  ...["accept", "continue", "drop", "goto", "jump", "return"],
]);

/** What other statements begin with that do not begin with a field. */
const statements: ReadonlySet<string> = new Set([
  ..."add comment counter ct delete dnat dup fib flow fwd last limit log masquerade meter".split(
    " ",
  ),
  ..."notrack queue quota redirect reject reset snat synproxy tproxy update xt".split(" "),
]);

/** Tells whether a statement may begin with a word. */
export function beginsStatement(word: string): boolean {
  return (
    verdicts.has(word) || statements.has(word) || metaFields.has(word) || fieldPrefixes.has(word)
  );
}
