/** Fields that stand without `meta`. */
export const metaFields: ReadonlySet<string> = new Set([
  ..."iif iifname iiftype iifgroup oif oifname oiftype oifgroup".split(" "),
  ..."mark pkttype skuid skgid cgroup cpu".split(" "),
]);

/** Protocols and others whose name comes before that of a field. */
export const fieldPrefixes: ReadonlySet<string> = new Set(
  "ah arp comp dccp esp ether icmp icmpv6 igmp ip ip6 meta sctp tcp th udp udplite vlan".split(" "),
);

/** What `ct` may ask of a connection in both its directions. */
export const conntrackFields: ReadonlySet<string> = new Set(
  "direction expectation helper label mark state status timeout zone".split(" "),
);

/** What says where packets go. */
export const verdicts: ReadonlySet<string> = new Set([
  ...["accept", "continue", "drop", "goto", "jump", "return"],
]);

/** What other statements begin with that do not begin with a field. */
const statements: ReadonlySet<string> = new Set([
  ..."add comment counter ct delete dnat fib fwd limit log masquerade meter notrack queue".split(
    " ",
  ),
  ..."quota redirect reject snat synproxy tproxy update".split(" "),
]);

/** Tells whether a statement may begin with a word. */
export function beginsStatement(word: string): boolean {
  return (
    verdicts.has(word) || statements.has(word) || metaFields.has(word) || fieldPrefixes.has(word)
  );
}
