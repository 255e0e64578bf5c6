import { expect, test } from "vitest";
import type { Exposure } from "../../src/net/types.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";

/** Returns the closed ports and what closed them, such as `inbound tcp ipv4 1-21 line 2`. */
const closed = ({ closed: all }: Exposure) =>
  all.map(
    ({ direction, protocol, family, ports, decidedBy: { line } }) =>
      `${direction} ${protocol} ${family} ${ports.from}-${ports.through} line ${line}`,
  );

test("names the policy as closing ports that no rule drops", () => {
  const exposure = parseIptables(`*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -s 203.0.113.1/32 -j DROP
-A INPUT -s 203.0.113.9/32 -j DROP
-A INPUT -p tcp -m tcp --dport 25 -j REJECT
-A INPUT -p tcp -m tcp --dport 20:30 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 80 -s 198.51.100.0/24 -j ACCEPT
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`);
  expect(closed(exposure)).toEqual([
    "inbound tcp ipv4 1-19 line 2",
    "inbound tcp ipv4 25-25 line 6",
    "inbound tcp ipv4 31-65535 line 2",
    "inbound udp ipv4 1-65535 line 2",
  ]);
  expect(exposure.closed[1]?.decidedBy).toMatchObject({
    text: "-A INPUT -p tcp -m tcp --dport 25 -j REJECT",
    chain: "INPUT",
  });
  // Replies from banned addresses are dropped.
  expect(exposure.openedBy).toEqual({ inbound: null, outbound: null });
});

test("names the drop after bans as closing ports, not the bans", () => {
  const exposure = parseIptables(`*filter
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
-A INPUT -s 203.0.113.1/32 -j DROP
-A INPUT -s 203.0.113.9/32 -j REJECT
-A INPUT -j DROP
COMMIT
`);
  expect(closed(exposure)).toEqual([
    "inbound tcp ipv4 1-65535 line 7",
    "inbound udp ipv4 1-65535 line 7",
  ]);
});

test("closes ports only to the family of the table", () => {
  const exposure = parseNftables(`table ip6 filter {
  chain input {
    type filter hook input priority filter; policy accept;
    ct state established accept
    meta l4proto ipv6-icmp accept
    tcp dport 8443 drop
  }
}`);
  expect(closed(exposure)).toEqual(["inbound tcp ipv6 8443-8443 line 6"]);
});

test("closes a port if its replies are dropped", () => {
  const exposure = parseIptables(`*filter
:INPUT ACCEPT [0:0]
:OUTPUT DROP [0:0]
COMMIT
`);
  expect(closed(exposure)).toEqual([
    "inbound tcp ipv4 1-65535 line 3",
    "inbound udp ipv4 1-65535 line 3",
    "outbound tcp ipv4 1-65535 line 3",
    "outbound udp ipv4 1-65535 line 3",
  ]);
});

test("does not list undetermined ports as closed", () => {
  const exposure = parseIptables(`*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 22 -m unknown --x 1 -j ACCEPT
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`);
  expect(closed(exposure).slice(0, 2)).toEqual([
    "inbound tcp ipv4 1-21 line 2",
    "inbound tcp ipv4 23-65535 line 2",
  ]);
});

test("names the place that opens a whole firewall", () => {
  const exposure = parseNftables(`table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
  }
}`);
  expect(exposure.openedBy.inbound).toMatchObject({ line: 3 });
  expect(exposure.openedBy.outbound).toBe(null);
  expect(exposure.closed).toEqual([]);
});
