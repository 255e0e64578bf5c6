/** Returns a table with chains that end in a drop, with optional sets and earlier chains. */
export const rulesetWith = (
  input: readonly string[],
  output: readonly string[] = [],
  policy = "accept",
) =>
  `table inet t {
	set documentation { type ipv6_addr; flags interval; elements = { 2001:db8::/32 } }
	chain raw { type filter hook prerouting priority -300; policy accept; }
	chain input { type filter hook input priority 0; policy drop; ct state established accept
		${input.join("\n\t\t")}
		tcp dport 22 accept
	}
	chain nat { type nat hook input priority 0; policy accept; meta l4proto icmpv6 drop; }
	chain output { type filter hook output priority 0; policy ${policy}; ct state established accept
		${output.join("\n\t\t")}
		tcp dport 25 accept
	}
}
`;

/** Rules of the chain input that accept neighbor discovery. */
export const letNeighborsIn: readonly (readonly string[])[] = [
  ["meta l4proto icmpv6 accept"],
  ["meta l4proto ipv6-icmp limit rate 10/second accept"],
  ["meta l4proto { icmp, ipv6-icmp } accept"],
  ["meta l4proto vmap { tcp : continue, icmpv6 : accept }"],
  ["meta l4proto 58 accept"],
  ["meta l4proto != tcp accept"],
  ["ip6 nexthdr icmpv6 accept"],
  ["ip6 nexthdr != udp accept"],
  ["icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept"],
  ["icmpv6 type 130-143 icmpv6 code 0 accept"],
  ["icmpv6 type != { echo-request } accept"],
  ["icmpv6 type vmap { nd-neighbor-solicit : accept, nd-neighbor-advert : accept }"],
  ["icmpv6 type nd-neighbor-solicit accept", "icmpv6 type 136 accept"],
  ["fib daddr type { local, multicast } accept"],
  ["ct state untracked accept"],
  ["ct state != { invalid, new } accept"],
  ["ct state vmap { established : drop, untracked : accept }"],
  ["ip6 saddr != @documentation accept"],
  ["ip6 hoplimit 255 meta l4proto icmpv6 accept"],
  ["ip6 hoplimit > 254 accept"],
  ["ip6 length < 100 meta l4proto icmpv6 accept"],
  ["meta length 64-80 meta l4proto icmpv6 accept"],
  ["tcp option maxseg missing meta l4proto icmpv6 accept"],
  ["meta pkttype { multicast, host } meta l4proto icmpv6 accept"],
  ["meta nfproto ipv6 meta mark 0 accept", "meta l4proto icmpv6 accept"],
  ["exthdr hbh missing meta l4proto icmpv6 accept"],
  [
    "ip6 daddr ff02::/16 accept",
    "ip6 daddr { fe80::/10, 2000::/3, fc00::/7 } accept",
    "icmpv6 type 136 accept",
  ],
  ["@nh,48,8 58 accept"],
  ["jump more", "}", "chain more {", "meta l4proto icmpv6 accept", "}", "chain other {"],
];

/** Rules that do not accept neighbor discovery, whatever else they accept. */
export const keepNeighborsOut: readonly (readonly string[])[] = [
  ["fib daddr type local accept"],
  ["fib daddr . iif type { local, broadcast } accept"],
  ["icmpv6 type echo-request accept"],
  ["icmpv6 type nd-neighbor-solicit icmpv6 code 1 accept"],
  ["icmpv6 type { nd-router-advert, 133, packet-too-big } accept"],
  ["icmp type echo-request accept"],
  ["meta l4proto icmp accept"],
  ["meta l4proto { tcp, udp } accept"],
  ["ip protocol icmp accept"],
  ["ip6 nexthdr tcp accept"],
  ["ip6 hoplimit < 255 accept"],
  ["ip6 length > 1000 accept"],
  ["ip6 saddr ff02::/16 accept"],
  ["ip saddr 0.0.0.0/0 accept"],
  ["ct state new,established,related accept"],
  ["ct state ! untracked accept"],
  ["ct status != dnat accept"],
  ["ct mark 0 accept"],
  ["ct original ip6 saddr ::/0 accept"],
  ["ct direction original accept"],
  ["tcp flags syn accept"],
  ["udp dport 1-65535 accept"],
  ["tcp dport != 22 accept"],
  ["@nh,48,8 6 accept"],
  ["@ih,0,8 1 accept"],
  ["iifname lo accept"],
  ["frag id 1 accept"],
];
