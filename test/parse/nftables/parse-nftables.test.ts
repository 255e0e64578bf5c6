import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Exposure, InvalidConfigurationError, releases } from "../../../src/index.ts";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import type { ParseOptions } from "../../../src/parse/types.ts";
import { renderNftables } from "../../../src/render/index.ts";
import { neighborDiscovery } from "../../support/neighbor-discovery.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { somePolicies } from "../../support/policies.ts";
import { openTo } from "../../support/same-policy.ts";
import { thrown } from "../../support/thrown.ts";

const inChain = (...rules: string[]) =>
  `table inet t {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop; ct state established accept; meta l4proto icmpv6 accept;\n\t\t${rules.join("\n\t\t")}\n\t}\n}\n`;

const inbound = (text: string, options: ParseOptions = {}) =>
  openAndUndetermined(parseNftables(text, options));

const everything = { open: ["everything"], undetermined: [] };
const ofIpv4 = { open: ["tcp 1-65535 0.0.0.0/0", "udp 1-65535 0.0.0.0/0"], undetermined: [] };
const nothing = { open: [], undetermined: [] };
const allOf = (protocol: string, rest = "") => `${protocol} 1-65535${rest}`;
const undetermined = { open: [], undetermined: [allOf("tcp"), allOf("udp")] };

describe("a rule", () => {
  test.for([
    ["accept", everything],
    ["drop", nothing],
    ["reject with icmpx type admin-prohibited", nothing],
    ["continue", nothing],
    ["counter packets 1 bytes 2", nothing],
    ['counter name "c" accept', everything],
    ["tcp dport 22 accept", { open: ["tcp 22"], undetermined: [] }],
    ["tcp dport { 22, 80-90 } accept", { open: ["tcp 22", "tcp 80-90"], undetermined: [] }],
    [
      'tcp dport { 22 comment "a, b }", 80 } accept',
      { open: ["tcp 22", "tcp 80"], undetermined: [] },
    ],
    ["tcp dport != 22 accept", { open: ["tcp 1-21", "tcp 23-65535"], undetermined: [] }],
    ["tcp dport != { 1-21, 23-65535 } accept", { open: ["tcp 22"], undetermined: [] }],
    ["tcp dport >= 65000 accept", { open: ["tcp 65000-65535"], undetermined: [] }],
    ["tcp dport > 65000 accept", { open: ["tcp 65001-65535"], undetermined: [] }],
    ["tcp dport <= 10 accept", { open: ["tcp 1-10"], undetermined: [] }],
    ["tcp dport < 10 accept", { open: ["tcp 1-9"], undetermined: [] }],
    ["tcp dport ssh accept", { open: ["tcp 22"], undetermined: [] }],
    ["th dport 53 accept", { open: ["tcp 53", "udp 53"], undetermined: [] }],
    ["udp dport 53 accept", { open: ["udp 53"], undetermined: [] }],
    ["sctp dport 53 accept", nothing],
    ["tcp sport 53 accept", nothing],
    ["tcp sport 1024-65535 accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp sport != 53 accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp sport 40000 accept", nothing],
    ["tcp sport 40000-50000 accept", { open: [], undetermined: [allOf("tcp")] }],
    ["tcp sport x accept", { open: [], undetermined: [allOf("tcp")] }],
    [
      "ip saddr 192.0.2.1 accept",
      { open: [allOf("tcp", " 192.0.2.1"), allOf("udp", " 192.0.2.1")], undetermined: [] },
    ],
    [
      "ip saddr 192.0.2.0-192.0.2.3 tcp dport 1 accept",
      { open: ["tcp 1 192.0.2.0/30"], undetermined: [] },
    ],
    [
      "ip saddr { 192.0.2.1, 198.51.100.0/24 } tcp dport 1 accept",
      { open: ["tcp 1 192.0.2.1,198.51.100.0/24"], undetermined: [] },
    ],
    [
      "ip saddr != 192.0.2.1 tcp dport 1 accept",
      {
        open: ["tcp 1 not 192.0.2.1,::/0"],
        undetermined: [],
      },
    ],
    [
      "ip6 saddr 2001:db8::/32 tcp dport 1 accept",
      { open: ["tcp 1 2001:db8::/32"], undetermined: [] },
    ],
    ["ip saddr 2001:db8::1 tcp dport 1 accept", { open: [], undetermined: ["tcp 1 0.0.0.0/0"] }],
    ["ip saddr < 192.0.2.1 tcp dport 1 accept", { open: [], undetermined: ["tcp 1 0.0.0.0/0"] }],
    ["ip daddr 192.0.2.1 tcp dport 1 accept", { open: [], undetermined: ["tcp 1 0.0.0.0/0"] }],
    ["ip daddr 127.0.0.0/8 accept", nothing],
    ["ip6 daddr fe80::/64 udp dport 546 accept", { open: ["udp 546 fe80::/10"], undetermined: [] }],
    ["ip6 daddr fe80::1 udp dport 546 accept", { open: [], undetermined: ["udp 546 ::/0"] }],
    [
      "ip6 daddr != fe80::/10 udp dport 546 accept",
      { open: ["udp 546 not 0.0.0.0/0,fe80::/10"], undetermined: [] },
    ],
    [
      "ip6 daddr != { fe80::/64, ::1, 2001:db8::1 } udp dport 546 accept",
      { open: [], undetermined: ["udp 546 ::/0"] },
    ],
    ["ip daddr 0.0.0.0/0 tcp dport 1 accept", { open: ["tcp 1 0.0.0.0/0"], undetermined: [] }],
    ["meta nfproto ipv6 tcp dport 1 accept", { open: ["tcp 1 ::/0"], undetermined: [] }],
    ["meta nfproto { ipv4, ipv6 } tcp dport 1 accept", { open: ["tcp 1"], undetermined: [] }],
    ["meta nfproto != { ipv4, ipv6 } accept", nothing],
    ["meta protocol ip tcp dport 1 accept", { open: ["tcp 1 0.0.0.0/0"], undetermined: [] }],
    ["meta protocol 0x0800 tcp dport 1 accept", { open: ["tcp 1 0.0.0.0/0"], undetermined: [] }],
    [
      "meta protocol != { 0x0806, 0x86dd } tcp dport 1 accept",
      { open: ["tcp 1 0.0.0.0/0"], undetermined: [] },
    ],
    ["meta protocol vlan accept", undetermined],
    ["meta l4proto tcp accept", { open: [allOf("tcp")], undetermined: [] }],
    ["meta l4proto { icmp, ipv6-icmp } accept", nothing],
    ["meta l4proto != tcp accept", { open: [allOf("udp")], undetermined: [] }],
    ["meta l4proto 0-255 accept", everything],
    ["ip protocol 6 accept", { open: [allOf("tcp", " 0.0.0.0/0")], undetermined: [] }],
    ["ip6 nexthdr udp accept", { open: [allOf("udp", " ::/0")], undetermined: [] }],
    ["icmp type echo-request accept", nothing],
    ["icmpv6 type { nd-neighbor-solicit, echo-request } accept", nothing],
    ['iif "lo" accept', nothing],
    ['iifname != "lo" accept', everything],
    ['iifname "eth0" accept', undetermined],
    ['iifname { "lo", "eth0" } accept', undetermined],
    ['iifname "*" accept', undetermined],
    ['iifname < "eth0" accept', undetermined],
    ['oifname "eth0" accept', nothing],
    ["ct state established,related accept", nothing],
    ["ct state new accept", everything],
    ["ct state { new, established } accept", everything],
    ["ct state != new accept", nothing],
    ["ct state != established accept", everything],
    ["ct state != new,established accept", everything],
    ["ct state != { new, established } accept", nothing],
    ["ct state == new accept", everything],
    ["ct state == (new | established) accept", nothing],
    ["ct direction reply accept", nothing],
    ["tcp flags != syn / fin,syn accept", nothing],
    ["tcp flags x / fin,syn accept", { open: [], undetermined: [allOf("tcp")] }],
    ['tcp dport 22 "accept"', { open: [], undetermined: ["tcp 22"] }],
    ['tcp dport 22 sideways "accept" drop', { open: [], undetermined: ["tcp 22"] }],
    ["ct direction < original accept", nothing],
    ["ct direction <= original accept", everything],
    ["tcp flags & (fin | syn) < syn accept", nothing],
    ["tcp flags != syn accept", nothing],
    [
      "ip saddr 192.0.2.9-192.0.2.1 tcp dport 1 accept",
      { open: [], undetermined: ["tcp 1 0.0.0.0/0"] },
    ],
    ["ct state < new accept", nothing],
    ["ct state vmap { established : accept, related : accept, invalid : drop }", nothing],
    ["ct state vmap { new : accept, invalid : drop }", everything],
    ["ct direction original accept", everything],
    ["ct status dnat accept", nothing],
    ["ct mark 1 accept", undetermined],
    ["ct original saddr 192.0.2.1 accept", undetermined],
    ["ct mark set 1 accept", everything],
    ["meta mark set ct mark counter accept", everything],
    ["meta mark 0x1 accept", undetermined],
    ["meta mark & 0xff == 0x1 accept", undetermined],
    ["meta pkttype host accept", everything],
    ["meta pkttype { broadcast, multicast } accept", nothing],
    ["tcp flags syn / fin,syn,rst,ack accept", { open: [allOf("tcp")], undetermined: [] }],
    [
      "tcp flags & (fin | syn | rst | ack) == syn accept",
      { open: [allOf("tcp")], undetermined: [] },
    ],
    ["tcp flags & (fin | syn) == (fin | syn) accept", nothing],
    ["tcp flags & syn != syn accept", nothing],
    ["tcp flags syn accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp flags ack accept", nothing],
    ["tcp flags == syn accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp flags { syn, ack } accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp flags & 0x2 == 0x2 accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp window 1 accept", { open: [], undetermined: [allOf("tcp")] }],
    ["tcp option maxseg size set 1400", nothing],
    ["tcp option maxseg size 1400 accept", { open: [], undetermined: [allOf("tcp")] }],
    [
      "ip dscp set cs1 accept",
      { open: [allOf("tcp", " 0.0.0.0/0"), allOf("udp", " 0.0.0.0/0")], undetermined: [] },
    ],
    [
      "ip ttl 64 accept",
      { open: [], undetermined: [allOf("tcp", " 0.0.0.0/0"), allOf("udp", " 0.0.0.0/0")] },
    ],
    [
      "ip6 hoplimit 64 accept",
      { open: [], undetermined: [allOf("tcp", " ::/0"), allOf("udp", " ::/0")] },
    ],
    ["meta mark set 0x1 tcp dport 22 accept", { open: ["tcp 22"], undetermined: [] }],
    ["meta mark set ct mark and 0xff tcp dport 22 accept", { open: ["tcp 22"], undetermined: [] }],
    ["ct mark set meta mark | 0x10 accept", everything],
    ["meta mark set tcp dport map { 22 : 0x1 } accept", undetermined],
    ["meta mark set tcp dport map @marks accept", undetermined],
    ["meta mark set numgen inc mod 2 accept", everything],
    ["ip daddr set 192.0.2.1 accept", undetermined],
    [
      "ip saddr & 0.0.0.255 == 0.0.0.2 accept",
      { open: [], undetermined: [allOf("tcp", " 0.0.0.0/0"), allOf("udp", " 0.0.0.0/0")] },
    ],
    ["tcp dport & 0xff00 == 0x1f00 accept", { open: [], undetermined: [allOf("tcp")] }],
    ["ct state & (established|related) != 0 accept", nothing],
    ["ct state 0x8 accept", everything],
    ["ct state 0x2,0x4 accept", nothing],
    ["ct state 0xa accept", everything],
    ["ct state != 0xa accept", everything],
    ["ct state vmap { established : accept, * : drop }", nothing],
    ["ct direction 0 accept", everything],
    ["ct direction 7 accept", nothing],
    ["meta pkttype 0 accept", everything],
    ["meta l4proto 0x6 accept", { open: [allOf("tcp")], undetermined: [] }],
    ["meta l4proto { 6, 0x11, 58, icmp } accept", everything],
    ["meta l4proto { tcp, * } accept", undetermined],
    ["meta l4proto vmap { udp : drop, * : accept }", { open: [allOf("tcp")], undetermined: [] }],
    [
      "tcp dport vmap { 22 : continue, 80-90 : drop, * : accept }",
      { open: ["tcp 1-21", "tcp 23-79", "tcp 91-65535"], undetermined: [] },
    ],
    [
      "ip saddr . tcp dport vmap { 192.0.2.1 . 22 : accept, * : drop }",
      { open: ["tcp 22 192.0.2.1"], undetermined: [] },
    ],
    ["iif 1 accept", nothing],
    ["iif 2 accept", undetermined],
    ["fib saddr . iif oif 0 drop", nothing],
    ["fib saddr . iif oif != 0 accept", everything],
    ['fib saddr . iif oif "eth0" accept', undetermined],
    ["fib daddr type 2 accept", everything],
    ["tcp flags 0x2 accept", { open: [allOf("tcp")], undetermined: [] }],
    ["tcp flags 0x3 accept", { open: [allOf("tcp")], undetermined: [] }],
    ['tcp dport { 22 "x" } accept', undetermined],
    ["tcp dport { 22 timeout 1h limit rate 1/day } accept", undetermined],
    ["counter # recent: SET name: x", undetermined],
    [
      "add @dyn { ip saddr } ip saddr @dyn accept",
      { open: [allOf("tcp", " 0.0.0.0/0"), allOf("udp", " 0.0.0.0/0")], undetermined: [] },
    ],
    ["ether saddr 00:11:22:33:44:55 accept", undetermined],
    ["fib daddr type local accept", everything],
    ["fib daddr type { broadcast, multicast } drop", nothing],
    ["fib saddr type local drop", nothing],
    ["fib saddr . mark . iif oif missing drop", nothing],
    ["fib saddr . iif oif exists accept", everything],
    ["fib daddr", undetermined],
    ["limit rate 5/minute tcp dport 22 accept", { open: ["tcp 22"], undetermined: [] }],
    ["limit rate over 10 mbytes/second burst 12000 bytes drop", nothing],
    ['limit name "l" accept', undetermined],
    ["quota over 10 mbytes drop", nothing],
    ["tcp dport 22 ct count over 3 reject", nothing],
    ["tcp dport 22 ct count 3 accept", { open: ["tcp 22"], undetermined: [] }],
    ["add @dyn { ip saddr limit rate over 10/minute } drop", nothing],
    ["update @dyn { ip saddr timeout 1m } accept", ofIpv4],
    ['log prefix "accept { " group 1 flags tcp sequence,options drop', nothing],
    ['log prefix "x" level info flags ip options accept', everything],
    ["log flags all accept", everything],
    ["snat to 192.0.2.1", everything],
    ["notrack", nothing],
    ["queue num 1", undetermined],
    ["tcp dport 80 redirect to :8080", { open: [], undetermined: ["tcp 80"] }],
    ["ip saddr . tcp dport @pairs accept", nothing],
    ["tcp dport { 1 . 2 } accept", { open: [], undetermined: [allOf("tcp")] }],
    [
      "ip saddr . tcp dport { 192.0.2.1 . 22, 198.51.100.0/24 . 80-81 timeout 1h } accept",
      { open: ["tcp 22 192.0.2.1", "tcp 80-81 198.51.100.0/24"], undetermined: [] },
    ],
    [
      'meta l4proto . th dport { tcp . 22, udp . 53 } counter accept comment "x"',
      { open: ["tcp 22", "udp 53"], undetermined: [] },
    ],
    ["ip saddr . tcp dport { 192.0.2.1 . 22 } ct state . udp dport { new . 53 } accept", nothing],
    [
      'iifname . tcp dport { "lo" . 22, "eth9" . 80 } accept',
      { open: [], undetermined: ["tcp 80"] },
    ],
    [
      "ip saddr . tcp dport != { 192.0.2.1 . 22 } accept",
      { open: [], undetermined: [allOf("tcp", " 0.0.0.0/0")] },
    ],
    ["icmp type . ip saddr { 8 . 192.0.2.1 } accept", nothing],
    ["icmp type . ip saddr @pairs accept", nothing],
    [
      "ip saddr . tcp dport { 192.0.2.1 } accept",
      { open: [], undetermined: [allOf("tcp", " 0.0.0.0/0")] },
    ],
    ["ip saddr . sideways { 192.0.2.1 . 1 } tcp dport 22 accept", undetermined],
    [
      "ip saddr . tcp dport 192.0.2.1 . 22 accept",
      { open: [], undetermined: [allOf("tcp", " 0.0.0.0/0")] },
    ],
    ["ip saddr . tcp dport { 192.0.2.1 . } accept", undetermined],
    ['ip saddr and 0.0.0.255 == 1 accept comment "x"', undetermined],
    ["tcp dport @missing accept", { open: [], undetermined: [allOf("tcp")] }],
    [
      "tcp dport vmap { 22 : accept, 80-81 : drop, 90 : continue }",
      { open: ["tcp 22"], undetermined: [] },
    ],
    ["tcp dport vmap { 22 : sideways }", undetermined],
    ["tcp dport vmap { 22 : accept } counter", undetermined],
    ['tcp dport vmap { 22 : accept } comment "x"', { open: ["tcp 22"], undetermined: [] }],
    ["tcp dport vmap nowhere", undetermined],
    ["tcp dport vmap @nowhere", undetermined],
    [
      "ip saddr . tcp dport vmap { 192.0.2.1 . 22 : accept, 192.0.2.2 . 22 : drop }",
      { open: ["tcp 22 192.0.2.1"], undetermined: [] },
    ],
    ['xt match "multiport" accept', undetermined],
    ["accept sideways", undetermined],
    ["return sideways", undetermined],
    ["continue sideways", undetermined],
    ['"accept" accept', undetermined],
    ['tcp dport 22 counter comment "x"', nothing],
    ["tcp dport vmap { 22 : jump }", undetermined],
    ['tcp dport vmap { 22 : "accept" }', undetermined],
    ["tcp dport vmap { : accept }", undetermined],
    ["tcp dport { } accept", nothing],
    ["meta l4proto @x accept", undetermined],
    ["meta nfproto @x accept", undetermined],
    ["iifname @x accept", undetermined],
    ["ct state @x accept", undetermined],
    ["tcp flags @x accept", { open: [], undetermined: [allOf("tcp")] }],
    ["ip saddr @x accept", nothing],
    ["tcp dport", undetermined],
    ["tcp dport == accept", undetermined],
    ["counter packets 0 bytes 0 # xt_tcp multiport", undetermined],
    ["tcp dport 22 accept # handle 5", { open: ["tcp 22"], undetermined: [] }],
    ['tcp dport 22 accept comment "x; }"', { open: ["tcp 22"], undetermined: [] }],
    ["jump nowhere", undetermined],
    ['goto "web"', undetermined],
    ["add @dyn", undetermined],
    ["update @dyn accept", undetermined],
    ["delete @dyn { ip saddr } accept", ofIpv4],
    ["tcp flags syn, accept", { open: [], undetermined: [allOf("tcp"), allOf("udp")] }],
    ["tcp flags & (fin | syn == syn accept", undetermined],
    ["tcp flags syn / { } accept", undetermined],
    ["tcp flags & ) == syn accept", undetermined],
    ["tcp dport { , } accept", nothing],
    ["tcp dport { . 22 } accept", undetermined],
    ["tcp dport 90-80 accept", { open: [], undetermined: [allOf("tcp")] }],
    ["tcp dport { 0x16-0x17 } accept", { open: ["tcp 22-23"], undetermined: [] }],
    [
      "ip6 saddr 2001:db8::1-2001:db8::2 tcp dport 1 accept",
      { open: ["tcp 1 2001:db8::1,2001:db8::2"], undetermined: [] },
    ],
    [
      "ip saddr 192.0.2.1-192.0.2.1 tcp dport 1 accept",
      { open: ["tcp 1 192.0.2.1"], undetermined: [] },
    ],
    ["meta nfproto constructor accept", undetermined],
    ["fib daddr . iif type local accept", everything],
    ["fib daddr oif 1 accept", undetermined],
    ["fib daddr type 1-2 accept", undetermined],
    ["iifname 1-2 accept", undetermined],
    ['log flags skuid flags tcp sequence,options prefix "x" accept', everything],
    ["limit rate 5 mbytes/second tcp dport 22 accept", { open: ["tcp 22"], undetermined: [] }],
    ["ct count 3 tcp dport 22 accept", { open: ["tcp 22"], undetermined: [] }],
    ['tcp dport 22 counter comment "say "hi" x"', nothing],
    ['tcp dport 22 accept comment "say "hi" x"', { open: ["tcp 22"], undetermined: [] }],
    ["tcp dport 22 accept comment x", { open: ["tcp 22"], undetermined: [] }],
    ["tcp dport 22 comment x", nothing],
    ["tcp dport 22 comment x accept", { open: [], undetermined: ["tcp 22"] }],
    ["meta mark and 1 == 1 jump nowhere accept", undetermined],
    ["vmap { 22 : accept }", undetermined],
    ["ip saddr @x tcp dport vmap { 22 : drop }", { open: [], undetermined: [] }],
    [
      "tcp dport vmap { * : accept, 22 : drop, * : drop }",
      { open: ["tcp 1-21", "tcp 23-65535"], undetermined: [] },
    ],
  ] as const)("reads %s", ([rule, expected]) => {
    expect(inbound(inChain(rule))).toEqual(expected);
  });

  test("matches the given interface", () => {
    const device = { interface: "eth0" };
    expect(inbound(inChain('iifname "eth0" tcp dport 22 accept'), device).open).toEqual(["tcp 22"]);
    expect(inbound(inChain('iifname "eth*" tcp dport 22 accept'), device).open).toEqual(["tcp 22"]);
    expect(inbound(inChain('iifname { "eth1", "lo" } accept'), device)).toEqual(nothing);
    expect(inbound(inChain('iifname != "eth1" accept'), device)).toEqual(everything);
  });
});

describe("rules", () => {
  test("applies rules in order", () => {
    expect(inbound(inChain("tcp dport 22 drop", "tcp dport 20-23 accept")).open).toEqual([
      "tcp 20-21",
      "tcp 23",
    ]);
    expect(inbound(inChain("tcp dport 20-23 accept", "tcp dport 22 drop")).open).toEqual([
      "tcp 20-23",
    ]);
    expect(inbound(inChain("ip saddr 192.0.2.1 drop", "tcp dport 22 accept")).open).toEqual([
      "tcp 22 not 192.0.2.1",
    ]);
  });

  test("decides ports by later rules where an earlier rule is in doubt", () => {
    expect(inbound(inChain("meta cpu 1 accept", "tcp dport 22 accept", "drop"))).toEqual({
      open: ["tcp 22"],
      undetermined: ["tcp 1-21", "tcp 23-65535", allOf("udp")],
    });
    expect(inbound(inChain("meta cpu 1 drop", "tcp dport 22 accept"))).toEqual({
      open: [],
      undetermined: ["tcp 22"],
    });
  });

  test("rejects rules that combine in more ways than the limit", () => {
    const list = Array.from({ length: 2000 }, (_, i) => i + 1);
    const elements = `{ ${list.join(", ")} }`;
    const pairs = `{ ${list.map((port) => `192.0.2.1 . ${port}`).join(", ")} }`;
    for (const rule of [
      `tcp dport ${elements} tcp dport vmap { ${list.map((port) => `${port} : accept`).join(", ")} }`,
      `tcp dport ${elements} ip saddr . tcp dport ${pairs} accept`,
      `tcp dport vmap { ${list.map((port) => `${port} : drop, * : accept`).join(", ")} }`,
    ]) {
      expect((thrown(() => parseNftables(inChain(rule))) as Error).message).toContain(
        "the rules combine in too many ways to follow",
      );
    }
    expect(inbound(inChain(`tcp dport { 1, 2 } tcp dport vmap { 2 : accept }`)).open).toEqual([
      "tcp 2",
    ]);
  });

  test("follows jumps and gotos to other chains", () => {
    const chains = (...rules: string[]) =>
      `table inet t {
        chain web { tcp dport 80 accept
          tcp dport 443 return
          tcp dport 1-500 drop
        }
        chain input { type filter hook input priority 0; policy accept; meta l4proto icmpv6 accept;
          ${rules.join("\n")}
        }
      }`;
    expect(inbound(chains("jump web")).open).toEqual([
      "tcp 80",
      "tcp 443",
      "tcp 501-65535",
      allOf("udp"),
    ]);
    expect(inbound(chains("goto web", "drop")).open).toEqual([
      "tcp 80",
      "tcp 443",
      "tcp 501-65535",
      allOf("udp"),
    ]);
    expect(inbound(chains("jump web", "drop")).open).toEqual(["tcp 80"]);
    expect(inbound(chains("meta cpu 1 jump web", "drop")).undetermined).toEqual(["tcp 80"]);
    expect(
      inbound(chains("tcp dport vmap { 80 : jump web, 443 : goto web }", "drop")).open,
    ).toEqual(["tcp 80", "tcp 443"]);
    expect(inbound(chains("return", "drop")).open).toEqual(["everything"]);
  });
});

describe("base chains", () => {
  const base = (family: string, name: string, head: string, ...rules: string[]) =>
    `table ${family} ${name} {\n chain c {\n type ${head}\n ${rules.join("\n")}\n }\n}\n`;

  test("traverses base chains in order, and keeps dropped packets dropped", () => {
    const early = base(
      "inet",
      "a",
      "filter hook prerouting priority mangle - 5; policy accept;",
      "tcp dport 22 drop",
    );
    const late = base(
      "inet",
      "b",
      "filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;",
      "tcp dport 20-25 accept",
    );
    expect(inbound(early + late).open).toEqual(["tcp 20-21", "tcp 23-25"]);
    expect(inbound(late + early).open).toEqual(["tcp 20-21", "tcp 23-25"]);
  });

  test("applies a base chain only to the family of its table", () => {
    const text = base(
      "ip",
      "a",
      "filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;",
      "tcp dport 22 accept",
    );
    expect(inbound(text).open).toEqual([
      "tcp 1-21 ::/0",
      "tcp 22",
      "tcp 23-65535 ::/0",
      "udp 1-65535 ::/0",
    ]);
    expect(
      inbound(
        base("ip6", "a", "filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;"),
      ).open,
    ).toEqual(["tcp 1-65535 0.0.0.0/0", "udp 1-65535 0.0.0.0/0"]);
    expect(
      inbound(
        base(
          "bridge",
          "a",
          "filter hook forward priority 0; policy drop; meta l4proto icmpv6 accept;",
        ),
      ),
    ).toEqual(everything);
  });

  test("follows output chains for outbound connections", () => {
    const text = base(
      "inet",
      "a",
      "filter hook output priority 0; policy drop; meta l4proto icmpv6 accept;",
      "tcp dport 25 accept",
      'oifname "lo" accept',
      "ip daddr 192.0.2.1 tcp dport 80 accept",
      "ip saddr 192.0.2.1 accept",
      "ct state established accept",
    );
    const exposure = parseNftables(text);
    expect(exposure.defaults).toEqual({ inbound: "accept", outbound: "drop" });
    expect(exposure.rules.map(({ ports }) => ports)).toEqual([{ from: 25, through: 25 }]);
    expect(exposure.undetermined.find(({ ports }) => ports.from === 80)?.reasons).toContain(
      "the server can connect to only some addresses",
    );
  });

  test("excludes addresses that an output chain drops", () => {
    const text = base(
      "inet",
      "a",
      "filter hook output priority 0; policy drop; meta l4proto icmpv6 accept;",
      "ip daddr 192.0.2.1 drop",
      "tcp dport 25 accept",
    );
    const exposure = parseNftables(text);
    expect(exposure.rules).toMatchObject([
      { ports: { from: 25 }, sources: "any", except: ["192.0.2.1"] },
    ]);
    expect(exposure.undetermined).toEqual([]);
  });

  test("leaves nat chains in doubt without connection tracking", () => {
    const nat = (rules: string, policy = "accept") =>
      base("inet", "a", `nat hook prerouting priority -100; policy ${policy};`, rules);
    expect(inbound(nat("tcp dport 22 drop"))).toEqual({
      open: ["tcp 1-21", "tcp 23-65535", allOf("udp")],
      undetermined: ["tcp 22"],
    });
    expect(inbound(nat("accept", "drop"))).toMatchObject({ open: ["everything"] });
    expect(inbound(nat("tcp dport 22 accept", "drop")).undetermined).not.toEqual([]);
    const tracked = base("inet", "b", "filter hook input priority 0;", "ct state invalid drop");
    expect(inbound(nat("tcp dport 22 drop") + tracked)).toEqual({
      open: ["tcp 1-21", "tcp 23-65535", allOf("udp")],
      undetermined: [],
    });
    const map = base(
      "inet",
      "b",
      "filter hook input priority 0;",
      "ct state vmap { invalid : drop, new : accept }",
    );
    expect(inbound(nat("tcp dport 22 drop") + map)).toEqual({
      open: ["tcp 1-21", "tcp 23-65535", allOf("udp")],
      undetermined: [],
    });
    expect(inbound(nat("tcp dport 22 accept"))).toEqual(everything);
  });

  test("leaves the connection state in doubt before conntrack", () => {
    const text = base("inet", "a", "filter hook prerouting priority raw;", "ct state new drop");
    expect(inbound(text)).toEqual(undetermined);
    expect(
      inbound(
        base("inet", "a", "filter hook prerouting priority raw;", "ct direction original drop"),
      ),
    ).toEqual(undetermined);
  });

  test("leaves chains of an interface or a bridge in doubt, except for the given interface", () => {
    const ingress = base(
      "netdev",
      "a",
      'filter hook ingress device "eth0" priority 0; policy drop; meta l4proto icmpv6 accept;',
      "tcp dport 22 accept",
    );
    expect(inbound(ingress)).toEqual({
      open: ["tcp 22"],
      undetermined: ["tcp 1-21", "tcp 23-65535", allOf("udp")],
    });
    expect(inbound(ingress, { interface: "eth0" })).toEqual({
      open: ["tcp 22 ::/0"],
      undetermined: ["tcp 22 0.0.0.0/0"],
    });
    const many = base(
      "netdev",
      "a",
      "filter hook ingress devices = { eth0, eth1 } priority 0; policy accept;",
      "tcp dport 22 drop",
    );
    expect(inbound(many, { interface: "eth1" }).undetermined).toEqual([]);
    expect(inbound(many, { interface: "eth1" }).open).not.toContain("tcp 1-65535");
    expect(inbound(many, { interface: "eth2" }).undetermined).toEqual(["tcp 22"]);
    const none = many.replace("devices = { eth0, eth1 } ", "");
    expect(inbound(none, { interface: "eth0" }).undetermined).toEqual(["tcp 22"]);
    expect(
      inbound(
        base("bridge", "a", "filter hook input priority 0; policy accept;", "tcp dport 22 drop"),
      ).undetermined,
    ).toEqual(["tcp 22"]);
  });

  test("swaps the ends of addresses and routes for outbound connections", () => {
    const outbound = (...rules: string[]) => {
      const text = base(
        "inet",
        "a",
        "filter hook output priority 0; policy drop; meta l4proto icmpv6 accept;",
        ...rules,
      );
      const exposure = parseNftables(text);
      return [
        exposure.defaults.outbound,
        exposure.undetermined.filter(({ direction }) => direction === "outbound").length,
      ];
    };
    expect(outbound("fib daddr type unicast accept")).toEqual(["accept", 0]);
    expect(outbound("fib daddr type local accept")).toEqual(["drop", 0]);
    expect(outbound("fib saddr type local accept")).toEqual(["accept", 0]);
    expect(outbound("fib saddr . iif oif exists accept")).toEqual(["drop", 2]);
    expect(outbound("meta pkttype host accept")).toEqual(["accept", 0]);
    expect(outbound("meta pkttype multicast accept")).toEqual(["drop", 0]);
  });

  test("rejects a policy other than accept and drop", () => {
    const text = (policy: string) => base("inet", "a", `filter hook input priority 0; ${policy};`);
    expect((thrown(() => parseNftables(text("policy queue"))) as Error).message).toBe(
      "line 3 has a policy that is neither accept nor drop; expected the output of nft list ruleset",
    );
    expect(thrown(() => parseNftables(text("policy")))).toBeInstanceOf(InvalidConfigurationError);
  });

  test("reads priorities by number and by name", () => {
    for (const priority of ["-5", "filter - 5", "filter-5", "raw", "out", "filter + 5"]) {
      const text = base(
        "inet",
        "a",
        `filter hook input priority ${priority}; policy drop; meta l4proto icmpv6 accept;`,
      );
      expect(inbound(text)).toEqual(nothing);
    }
    expect(
      inbound(
        "table inet t {\n chain c {\n policy drop; meta l4proto icmpv6 accept;\n tcp dport 1 accept\n }\n}",
      ),
    ).toEqual(everything);
    expect(
      inbound(
        "table inet t { # a comment\n # another\n chain c { # more\n type filter hook input priority 0 # why\n policy drop\n }\n}",
      ),
    ).toEqual(nothing);
  });

  test("ignores the base chains of a dormant table", () => {
    expect(
      inbound(
        `table inet t {\n flags dormant\n chain c { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; }\n}`,
      ),
    ).toEqual(everything);
  });
});

describe("nft scripts", () => {
  test("reads variables, and clears what it declares again", () => {
    const text = `#!/usr/sbin/nft -f
flush ruleset
define ports = { 22, 80 } # both
define one = 1 # a comment
define more = $ports
table inet t
delete table inet t
add table inet t
table inet t { chain c { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; tcp dport $more accept; }; }
table inet gone { chain c { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; }; }
destroy table inet gone
`;
    expect(inbound(text)).toEqual({ open: ["tcp 22", "tcp 80"], undetermined: [] });
    expect(
      inbound(
        `table t { chain c { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; }; }\nflush ruleset\n`,
      ),
    ).toEqual(everything);
  });

  test("follows commands that flush tables and rulesets", () => {
    const accept = inChain("tcp dport 22 accept");
    expect(inbound(`${accept}flush table inet t\n`)).toEqual(nothing);
    expect(inbound(`${accept}flush ruleset ip6\n`).open).toEqual(["tcp 22"]);
    expect(inbound(`${accept}flush ruleset inet\n`)).toEqual(everything);
  });

  test("reads variables and unsupported commands in a table", () => {
    const text = (line: string) => inChain("tcp dport $p accept").replace("{\n", `{\n${line}\n`);
    expect(inbound(text("define p = { 22, 80 }"))).toEqual({
      open: ["tcp 22", "tcp 80"],
      undetermined: [],
    });
    expect(inbound(text('define p = 22\ninclude "x"'))).toEqual(undetermined);
  });

  test("reads a policy anywhere in the chain, and the dormant flag from the last part of a table", () => {
    expect(
      inbound(
        "table inet t { chain c { policy drop; meta l4proto icmpv6 accept; tcp dport 22 accept; type filter hook input priority 0; }\n}",
      ).open,
    ).toEqual(["tcp 22"]);
    const dormant = inChain("tcp dport 22 accept").replace("{\n", "{\nflags dormant\n");
    expect(inbound(dormant)).toEqual(everything);
    expect(inbound(`${dormant}add table inet t\n`).open).toEqual(["tcp 22"]);
  });

  test("continues a line after a backslash, even right after a word", () => {
    for (const rule of [
      "tcp dport 22\\\n accept",
      "tcp dport 22 \\\naccept",
      "tcp dport\\\n22 accept",
    ]) {
      expect(inbound(inChain(rule)), rule).toEqual({ open: ["tcp 22"], undetermined: [] });
    }
    expect(inbound(inChain("tcp dport 2\\\n2 accept")).open).toEqual([]);
  });

  test("treats only spaces, tabs and line ends as white space", () => {
    for (const sign of ["\r", "\v", "\f", "\u00a0"]) {
      expect(inbound(inChain(`tcp dport 22${sign} accept`)).open, JSON.stringify(sign)).toEqual([]);
    }
    const text = inChain("tcp dport 22 accept").replaceAll("\n", "\r\n");
    expect(inbound(text).open).toEqual(["tcp 22"]);
  });

  test("rejects unknown hooks", () => {
    const text = (hook: string) => inChain("").replace("hook input", `hook ${hook}`);
    for (const hook of ["INPUT", "inputs", '""']) {
      expect(() => parseNftables(text(hook)), hook).toThrow(InvalidConfigurationError);
    }
    expect(() => parseNftables(text("INPUT"))).toThrow('has an unknown hook "INPUT"');
  });

  test("leaves signed ports in doubt", () => {
    for (const port of ["-1", "22-", "-"]) {
      expect(inbound(inChain(`tcp dport ${port} accept`)), port).toEqual({
        open: [],
        undetermined: [allOf("tcp")],
      });
    }
  });

  test("leaves sets with limits in doubt", () => {
    const text = (set: string) =>
      inChain("tcp dport @s accept").replace("{\n", `{\nset s { ${set} }\n`);
    for (const set of [
      "limit rate 1/day; elements = { 22 }",
      "elements = { 22 }; quota 1 bytes",
      "ct count over 3",
    ]) {
      expect(inbound(text(set)).undetermined).toEqual([allOf("tcp")]);
    }
  });

  test("rejects names of tables, chains and sets that nft does not print", () => {
    for (const line of ["table inet t x { }", "table blue t {\n}", "table {\n}"]) {
      expect((thrown(() => parseNftables(line)) as Error).message).toMatch(
        /^line 1 names no table/,
      );
    }
    for (const part of ["chain a b { }", "chain { }", "set a b { type x; }", "map m"]) {
      expect((thrown(() => parseNftables(`table inet t { ${part}\n}`)) as Error).message).toMatch(
        /^line 1 must have a name and \{ after (?:chain|set|map)/,
      );
    }
  });

  test("follows deletions and flushes of tables only by name", () => {
    const accept = inChain("tcp dport 22 accept");
    for (const line of ["delete table inet handle 5", "flush table", "destroy table blue t"]) {
      expect(inbound(`${accept}${line}\n`)).toEqual(undetermined);
    }
    expect(inbound(`${accept}delete table ip gone\n`).open).toEqual(["tcp 22"]);
    expect(inbound(`${accept}flush table ip gone\n`).open).toEqual(["tcp 22"]);
  });

  test("reads an empty variable that is used many times", () => {
    const rule = `${"$nothing ".repeat(100_000)}tcp dport 22 accept`;
    expect(inbound(`define nothing =\n${inChain(rule)}`).open).toEqual(["tcp 22"]);
    expect(inbound(inChain("define", "tcp dport 22 accept"))).toEqual(undetermined);
  });

  test("merges the parts of a set or a map, and leaves it in doubt if one part is unsupported", () => {
    const text = (...parts: string[]) =>
      `table inet t {\n${parts.join("\n")}\n}\n${inChain("tcp dport @s accept", "tcp dport vmap @m")}`;
    expect(
      inbound(
        text(
          "map m { elements = { 1 : accept } }",
          "map m { elements = { 2 : accept } }",
          "set s { elements = { 3 } }",
        ),
      ).open,
    ).toEqual(["tcp 1-2", "tcp 3"]);
    const sets = ["set s { elements = { 22 } }", "set s { size 5; quota 1 bytes; }"];
    for (const order of [sets, [...sets].reverse()]) {
      expect(inbound(text(...order, "map m { }"))).toEqual({
        open: [],
        undetermined: [allOf("tcp")],
      });
    }
  });

  test("leaves everything undetermined after an unsupported command or an included file", () => {
    const accept = inChain("tcp dport 22 accept");
    for (const line of [
      'include "/etc/nftables/*.nft"',
      "add rule inet t elsewhere tcp dport 22 drop",
      "add rule inet other input tcp dport 22 drop",
      "add rule t input tcp dport 22 drop",
      "insert rule inet t input position 3 tcp dport 22 drop",
      "replace rule inet t input handle 3 tcp dport 22 drop",
      "add element inet t s { 1, 2 }",
      "add limit inet t slow",
      "add chain inet t input and more",
      "flush chain inet t elsewhere",
      "flush set inet t s",
      "delete chain inet t elsewhere",
      "rename chain inet t input other",
      "add rule",
    ]) {
      const exposure = parseNftables(`${accept}${line}\n`);
      expect(exposure.rules).toEqual([]);
      expect(inbound(`${accept}${line}\n`)).toEqual(undetermined);
      expect(exposure.notes).toMatchObject([{ kind: "unknown", code: "command", line: 7 }]);
    }
  });

  test("reads named sets and maps, separately for each table", () => {
    const text = `table inet t {
      set a { type inet_service; flags interval; auto-merge
        elements = { 22, 80-90,
                     443 comment "x" } }
      set b { type ipv4_addr; size 65535; flags dynamic,timeout; timeout 1h; elements = { 192.0.2.1 timeout 1h expires 3m counter packets 0 bytes 0 } }
      set c { type ipv4_addr . inet_service; elements = { 192.0.2.1 . 22 } }
      set empty { type inet_service; }
      map m { type inet_service : verdict; elements = { 1 : accept, 2 : drop } }
      map broken { type inet_service : verdict; elements = { 1 : sideways } }
      counter k { packets 0 bytes 0 }
      flowtable f { hook ingress priority 0; devices = { eth0 }; }
      chain c { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;
        flags offload;
        comment "x";
        ip saddr @b tcp dport @a accept
        tcp dport vmap @m
        tcp dport @empty accept
        tcp dport 3 ip saddr @c accept
      }
    }`;
    expect(inbound(text)).toEqual({
      open: ["tcp 1", "tcp 22 192.0.2.1", "tcp 80-90 192.0.2.1", "tcp 443 192.0.2.1"],
      undetermined: ["tcp 3 0.0.0.0/0"],
    });
    expect(inbound(text.replace("@m", "@broken")).undetermined).toContain("udp 1-65535");
    expect(
      inbound(
        `table inet t { set a { elements = { 22 } }\n}\ntable inet t { set a { elements = { 23 } }\n chain c { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; tcp dport @a accept; }\n}`,
      ).open,
    ).toEqual(["tcp 22-23"]);
  });

  test.for([
    ["an input without a table", "hello", 1],
    ["a table that is cut off", "table inet t {\n chain c {\n", 2],
    ["a set that is cut off", "table inet t {\n set c {\n elements = { 1, 2", 2],
    ["an unterminated quote", 'table inet t {\n chain "c {\n', 2],
    ["an unterminated quote in a rule", 'table inet t {\n chain c {\n accept "x\n', 3],
    ["a chain without a brace", "table inet t {\n chain c\n}", 2],
    ["a base chain without a hook", "table inet t {\n chain c {\n type filter\n }\n}", 3],
    ["a table with an unknown family", "table blue t {\n}", 1],
    ["a table without a name in text", "table {\n}", 1],
    [
      "variables that multiply",
      `define a = 1 1 1 1 1 1 1 1\n${"abcdefghijklmnopqrstuvwxyz"
        .split("")
        .slice(1)
        .map(
          (name, index) =>
            `define ${name} = ${`$${"abcdefghijklmnopqrstuvwxyz"[index]} `.repeat(8)}\n`,
        )
        .join("")}`,
      1,
    ],
  ] as const)("rejects %s, and names the line", ([, text]) => {
    const error = thrown(() => parseNftables(text)) as InvalidConfigurationError;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.line).toBeGreaterThan(0);
    expect(error.message).toContain("nft list ruleset");
  });

  test("names the line of a rule in doubt", () => {
    expect(
      parseNftables(inChain("tcp dport 1 drop", "meta cpu 1 drop", "accept")).notes,
    ).toMatchObject([{ kind: "unknown", input: 0, line: 5 }]);
  });
});

describe("JSON", () => {
  const json = (...objects: object[]) =>
    JSON.stringify({ nftables: [...objects, rule(...neighborDiscovery.json)] });
  const chain = {
    chain: {
      family: "inet",
      table: "t",
      name: "c",
      type: "filter",
      hook: "input",
      prio: 0,
      policy: "drop",
    },
  };
  const rule = (...expr: unknown[]) => ({
    rule: { family: "inet", table: "t", chain: "c", handle: 7, expr },
  });
  const match = (left: object, right: unknown, op = "==") => ({ match: { op, left, right } });
  const dport = { payload: { protocol: "tcp", field: "dport" } };
  const read = (...expr: unknown[]) =>
    inbound(
      json(
        { metainfo: {} },
        { table: { family: "inet", name: "t" } },
        chain,
        rule(match({ ct: { key: "state" } }, "established", "in"), { accept: null }),
        rule(...expr),
      ),
    );

  test.for([
    ["a port", [match(dport, 22), { accept: null }], { open: ["tcp 22"], undetermined: [] }],
    [
      "an element with a comment",
      [
        match(dport, { set: [{ elem: { val: 22, comment: "x" } }, { range: [80, 90] }] }),
        { accept: null },
      ],
      { open: ["tcp 22", "tcp 80-90"], undetermined: [] },
    ],
    [
      "an invalid element",
      [match(dport, { set: [{ elem: { val: { a: 1 } } }] }), { accept: null }],
      undetermined,
    ],
    [
      "a missing set",
      [match(dport, "@x"), { accept: null }],
      { open: [], undetermined: [allOf("tcp")] },
    ],
    [
      "a list of flags",
      [match({ ct: { key: "state" } }, ["established", "new"], "in"), { accept: null }],
      everything,
    ],
    [
      "flags with a mask",
      [
        match(
          { "&": [{ payload: { protocol: "tcp", field: "flags" } }, { "|": ["fin", "syn"] }] },
          "syn",
        ),
        { accept: null },
      ],
      { open: [allOf("tcp")], undetermined: [] },
    ],
    [
      "flags with a numeric mask",
      [match({ "&": [{ meta: { key: "mark" } }, 255] }, 1), { accept: null }],
      undetermined,
    ],
    [
      "a conntrack direction",
      [match({ ct: { key: "saddr", dir: "original" } }, "192.0.2.1"), { accept: null }],
      undetermined,
    ],
    [
      "a fib",
      [
        match({ fib: { result: "oif", flags: ["saddr", "mark", "iif"] } }, false),
        { drop: null },
        { accept: null },
      ],
      nothing,
    ],
    [
      "an existing route",
      [match({ fib: { result: "oif", flags: ["saddr", "iif"] } }, true), { accept: null }],
      everything,
    ],
    [
      "a limit",
      [{ limit: { rate: 1 } }, match(dport, 22), { accept: null }],
      { open: ["tcp 22"], undetermined: [] },
    ],
    ["a set statement", [{ set: { op: "add" } }, { accept: null }], everything],
    [
      "an element with a limit",
      [match(dport, { set: [{ elem: { val: 22, limit: { rate: 1 } } }] }), { accept: null }],
      undetermined,
    ],
    [
      "an iptables match",
      [{ xt: null }, match(dport, 22), { accept: null }],
      { open: [], undetermined: ["tcp 22"] },
    ],
    [
      "an iptables target",
      [match(dport, 22), { xt: { type: "target", name: "X" } }],
      { open: [], undetermined: ["tcp 22"] },
    ],
    [
      "a mark",
      [{ mangle: { key: { meta: { key: "mark" } }, value: 1 } }, { accept: null }],
      everything,
    ],
    [
      "a mark set from a mark",
      [
        {
          mangle: { key: { ct: { key: "mark" } }, value: { "|": [{ meta: { key: "mark" } }, 1] } },
        },
        { accept: null },
      ],
      everything,
    ],
    [
      "a mark from a map",
      [
        { mangle: { key: { meta: { key: "mark" } }, value: { map: { key: dport, data: "@m" } } } },
        { accept: null },
      ],
      undetermined,
    ],
    [
      "the segment size",
      [
        {
          mangle: {
            key: { "tcp option": { name: "maxseg", field: "size" } },
            value: { rt: { key: "mtu" } },
          },
        },
        { accept: null },
      ],
      { open: [allOf("tcp")], undetermined: [] },
    ],
    ["a written address", [{ mangle: { key: dport, value: 22 } }, { accept: null }], undetermined],
    [
      "a written address after an unsupported match",
      [{ notrack: null }, { mangle: { key: dport, value: 22 } }],
      undetermined,
    ],
    [
      "a concatenation",
      [
        match(
          { concat: [{ payload: { protocol: "ip", field: "saddr" } }, dport] },
          { set: [{ concat: [{ prefix: { addr: "192.0.2.0", len: 24 } }, { range: [22, 23] }] }] },
        ),
        { accept: null },
      ],
      { open: ["tcp 22-23 192.0.2.0/24"], undetermined: [] },
    ],
    [
      "a set statement with a limit",
      [{ set: { op: "add", stmt: [{ limit: {} }] } }, { accept: null }],
      everything,
    ],
    ["a log", [{ log: null }, { counter: null }, { accept: null }], everything],
    ["a reject", [{ reject: null }], nothing],
    ["a continue", [{ continue: null }], nothing],
    ["a return", [{ return: null }], nothing],
    ["a masquerade", [{ masquerade: null }], everything],
    [
      "an unsupported statement before a verdict",
      [{ tproxy: null }, { accept: null }],
      undetermined,
    ],
    ["a drop", [{ drop: null }], nothing],
    ["a source translation", [{ snat: { addr: "192.0.2.1" } }], everything],
    ["a goto", [{ goto: { target: "nowhere" } }], undetermined],
    [
      "flags in a mask",
      [
        match(
          { "&": [{ payload: { protocol: "tcp", field: "flags" } }, ["fin", "syn"]] },
          "syn",
          "in",
        ),
        { accept: null },
      ],
      { open: [allOf("tcp")], undetermined: [] },
    ],
    ["a jump", [{ jump: { target: "nowhere" } }], undetermined],
    [
      "a map",
      [
        {
          vmap: {
            key: dport,
            data: {
              set: [
                [22, { accept: null }],
                [{ range: [80, 81] }, { drop: null }],
              ],
            },
          },
        },
      ],
      { open: ["tcp 22"], undetermined: [] },
    ],
    ["a missing map", [{ vmap: { key: dport, data: "@m" } }], undetermined],
    [
      "a map with an unsupported key",
      [{ vmap: { key: { concat: [] }, data: { set: [] } } }],
      undetermined,
    ],
    [
      "a map with an invalid element",
      [{ vmap: { key: dport, data: { set: [[22, { sideways: null }]] } } }],
      undetermined,
    ],
    ["nothing", [null, 1, "x"], undetermined],
    ["an object in place of a number", [match(dport, { a: 1 }), { accept: null }], undetermined],
  ] as const)("reads %s", ([, expr, expected]) => {
    expect(read(...expr)).toEqual(expected);
  });

  test("reads sets, maps, devices and dormant tables", () => {
    const set = {
      set: {
        family: "inet",
        table: "t",
        name: "s",
        elem: [22, { prefix: { addr: "192.0.2.0", len: 24 } }],
      },
    };
    expect(
      inbound(json(chain, set, rule(match(dport, "@s"), { accept: null }))).undetermined,
    ).toHaveLength(1);
    const map = {
      map: {
        family: "inet",
        table: "t",
        name: "m",
        map: "verdict",
        elem: [[22, { accept: null }]],
      },
    };
    expect(inbound(json(chain, map, rule({ vmap: { key: dport, data: "@m" } }))).open).toEqual([
      "tcp 22",
    ]);
    const data = { map: { family: "inet", table: "t", name: "m", map: "mark", elem: [] } };
    expect(
      inbound(json(chain, data, rule({ vmap: { key: dport, data: "@m" } }))).undetermined,
    ).toHaveLength(2);
    const dormant = { table: { family: "inet", name: "t", flags: "dormant" } };
    expect(inbound(json(dormant, chain))).toEqual(everything);
    const device = { chain: { ...chain.chain, family: "netdev", hook: "ingress", dev: "eth0" } };
    expect(inbound(json(device)).undetermined).toEqual([allOf("tcp"), allOf("udp")]);
    expect(inbound(json(device), { interface: "eth0" }).open).toEqual([]);
    // Some versions of nft omit the devices.
    const { dev: _, ...without } = device.chain;
    expect(inbound(json({ chain: without }), { interface: "eth0" }).undetermined).toEqual([
      allOf("tcp"),
      allOf("udp"),
    ]);
    expect(inbound(json({ chain: { family: "inet", table: "t", name: "x" } }))).toEqual(everything);
  });

  test("accepts in base chains without a type or a policy", () => {
    const { type: _, policy: __, ...rest } = chain.chain;
    expect(inbound(json({ chain: rest }, rule(match(dport, 22), { drop: null }))).open).toEqual([
      "tcp 1-21",
      "tcp 23-65535",
      allOf("udp"),
    ]);
  });

  test("leaves a table in doubt if it may be dormant", () => {
    const table = (flags: unknown) => ({ table: { family: "inet", name: "t", flags } });
    expect(inbound(json(table(["dormant"]), chain))).toEqual(everything);
    expect(inbound(json(table(["owner"]), chain))).toEqual(nothing);
    expect(inbound(json(table("t"), chain))).toEqual(undetermined);
  });

  test("leaves sets with limits in doubt", () => {
    const set = (stmt?: object[]) => ({
      set: { family: "inet", table: "t", name: "s", elem: [22], stmt },
    });
    const accept = rule(match(dport, "@s"), { accept: null });
    expect(inbound(json(chain, set(), accept)).open).toEqual(["tcp 22"]);
    expect(inbound(json(chain, set([{ counter: {} }]), accept)).open).toEqual(["tcp 22"]);
    expect(inbound(json(chain, set([{ quota: {} }]), accept)).undetermined).toEqual([allOf("tcp")]);
  });

  test("leaves everything undetermined after an unsupported command", () => {
    const open = rule(match(dport, 22), { accept: null });
    for (const object of [{ add: open }, { insert: open }, { flush: { ruleset: null } }, null]) {
      expect(inbound(JSON.stringify({ nftables: [chain, open, object] }))).toEqual(undetermined);
    }
    expect(
      inbound(json({ counter: { family: "inet", table: "t", name: "k" } }, chain, open))
        .undetermined,
    ).toEqual([]);
  });

  test("names a rule by its handle", () => {
    const { notes } = parseNftables(
      json(chain, rule(match({ meta: { key: "mark" } }, 1), { accept: null })),
    );
    expect(notes.filter(({ kind }) => kind === "unknown")).toMatchObject([
      {
        line: null,
        text: 'rule with handle 7 of chain c in inet t: whether the rule matches depends on "meta mark == 1"',
      },
    ]);
  });

  test.for(["{", '{"a": 1}', '{"nftables": 1}'])("rejects %s", (text) => {
    expect(thrown(() => parseNftables(text))).toBeInstanceOf(InvalidConfigurationError);
  });

  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

  test.for([
    ["a table without a name", { table: { family: "inet" } }, "table", "name", "null"],
    ["a table without a family", { table: { name: "t" } }, "table", "family", "null"],
    ["a set without a table", { set: { family: "inet", name: "s" } }, "set", "table", "null"],
    ["a rule without a chain", { rule: { family: "inet", table: "t" } }, "rule", "chain", "null"],
    [
      "a number as a name",
      { chain: { family: "inet", table: "t", name: 1 } },
      "chain",
      "name",
      "1",
    ],
    [
      "a priority as a string",
      { chain: { ...chain.chain, prio: "filter" } },
      "chain",
      "prio",
      '"filter"',
    ],
    [
      "an unknown policy",
      { chain: { ...chain.chain, policy: "queue" } },
      "chain",
      "policy",
      '"queue"',
    ],
    [
      "a hook that is not a string",
      { chain: { ...chain.chain, hook: null } },
      "chain",
      "hook",
      "null",
    ],
    ["an unknown hook", { chain: { ...chain.chain, hook: "INPUT" } }, "chain", "hook", '"INPUT"'],
    [
      "an unknown family",
      { chain: { ...chain.chain, family: "INET" } },
      "chain",
      "family",
      '"INET"',
    ],
    ["a device that is not a string", { chain: { ...chain.chain, dev: 1 } }, "chain", "dev", "1"],
  ] as const)("rejects %s", ([, object, kind, member, value]) => {
    const error = thrown(() => parseNftables(json(object))) as Error;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.message).toContain(
      `the input has a "${kind}" with an invalid ${member}: ${value}`,
    );
  });

  test("reads values that nest deeper than the stack", () => {
    const name = json({ table: { family: "inet", name: 0 } }).replace("0", deep);
    expect((thrown(() => parseNftables(name)) as Error).message).toMatch(
      /^the input has a "table" with an invalid name: \[{70}/,
    );
    const statement = json(chain, rule(match(dport, 0), { accept: null }));
    expect(inbound(statement.replace('"right":0', `"right":${deep}`))).toEqual(undetermined);
  });

  test.for([
    ["an unknown operator", [match(dport, 22, "~"), { accept: null }]],
    ["no operator", [{ match: { left: dport, right: 22 } }, { accept: null }]],
    [
      "a prefix without a length",
      [match(dport, { prefix: { addr: "192.0.2.1" } }), { accept: null }],
    ],
    ["a range with one end", [match(dport, { range: [1] }), { accept: null }]],
    ["a range of lists", [match(dport, { range: [[1], [2]] }), { accept: null }]],
    [
      "a route that is a payload",
      [match({ payload: { protocol: "fib", field: "type" } }, 22), { accept: null }],
    ],
    ["a field without a name", [match({ meta: { key: 1 } }, 22), { accept: null }]],
    ["a payload without a protocol", [match({ payload: { base: "th" } }, 22), { accept: null }]],
    ["a fib without a result", [match({ fib: { flags: ["daddr"] } }, 22), { accept: null }]],
    [
      "a fib with other flags",
      [match({ fib: { result: "type", flags: [1] } }, 22), { accept: null }],
    ],
    ["a jump without a target", [{ jump: {} }]],
    ["a verdict map of another kind", [{ vmap: { key: dport, data: {} } }, { xt: null }]],
    ["a write to an unsupported field", [{ mangle: { key: { exthdr: 1 }, value: 22 } }]],
  ] as const)("leaves everything undetermined for %s", ([, expr]) => {
    expect(read(...expr)).toEqual(expr.some((each) => "vmap" in each) ? nothing : undetermined);
  });
});

const printed = (name: string) =>
  readFileSync(join(import.meta.dirname, "../../firewalls", name), "utf8");

test("reads the same from text and JSON that nft 1.0.6 printed for the same rules", () => {
  const text = parseNftables(printed("nftables-1.0.6.rules"));
  const json = parseNftables(printed("nftables-1.0.6.json"));
  expect(openTo(json)).toBe(openTo(text));
  const portsOf = ({ undetermined }: Exposure) =>
    undetermined.map(({ reasons: _, decidedBy: __, ...rest }) => rest);
  expect(portsOf(json)).toEqual(portsOf(text));
  expect(json.notes).toHaveLength(text.notes.length);
});

test("reads back the policy from the output of renderNftables", () => {
  for (const { release } of releases) {
    for (const policy of somePolicies(release, 25)) {
      const read = parseNftables(renderNftables(policy));
      expect(openTo(read)).toBe(openTo(policy));
      expect([read.undetermined, read.notes]).toEqual([[], []]);
    }
  }
});

test.for([
  ['ip daddr 172.17.0.2 iifname != "docker0" counter drop', 0],
  ['iif != "docker0" ip daddr 172.17.0.2 drop', 0],
  ['iifname != "br-1" ip6 daddr fd00::2 drop', 0],
  ['ip daddr 172.17.0.0/16 iifname != "docker0" drop', 1],
  ['ip daddr { 172.17.0.2, 172.17.0.3 } iifname != "docker0" drop', 1],
  ['ip daddr & 255.255.255.255 == 172.17.0.2 iifname != "docker0" drop', 1],
  ['ip daddr 172.17.0.2 iifname != "lo" drop', 1],
  ['ip daddr 172.17.0.2 iifname "eth0" drop', 1],
  ['ip daddr 172.17.0.2 iifname != { "docker0", "br-1" } drop', 1],
  ['ip daddr 172.17.0.2 iifname != "docker0" tcp dport 22 drop', 1],
  ["ip daddr 172.17.0.2 ip daddr 172.17.0.2 drop", 1],
  ['ip daddr 172.17.0.2 iifname != "docker0" limit rate 1/second drop', 1],
] as const)(
  "ignores a drop before conntrack only if it guards another machine: %s",
  ([rule, count]) => {
    const text = (priority: string) => `table inet t {
  chain raw { type filter hook prerouting priority ${priority}; ${rule}; }
  chain input { type filter hook input priority 0; policy drop; ct state established accept; meta l4proto 58 accept; tcp dport 22 accept; }
}`;
    const doubts = (priority: string) => {
      const { undetermined, qualified } = parseNftables(text(priority), { interface: "eth0" });
      return [...undetermined, ...qualified].filter(({ ports }) => ports.from === 22).length;
    };
    expect(doubts("raw")).toBe(count);
    expect(doubts("mangle")).toBe(1);
  },
);
