import { expect, test } from "vitest";
import { allAddresses } from "../../src/net/address-set.ts";
import type { Exposure, RulePlace } from "../../src/net/types.ts";
import type { BaseChain, PacketFilter, Rule } from "../../src/packet-filter/model.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";
import { RulePlaces } from "../../src/parse/rule-places.ts";

/** Returns a place in a few words: `inet filter input 3: tcp dport 25 drop`, with `*` if other packets pass it. */
const say = ({ table, chain, position, rule, isShared }: RulePlace) =>
  `${table} ${chain} ${position}${isShared ? "*" : ""}${rule ? `: ${rule.text}` : ""}`;

/** Returns the places where rules open a port, or the obstacle. */
const opening = (
  { closed }: Exposure,
  port: number,
  { direction = "inbound", protocol = "tcp", family = "ipv4" } = {},
) => {
  const found = closed.filter(
    (each) =>
      each.direction === direction &&
      each.protocol === protocol &&
      each.family === family &&
      each.ports.from <= port &&
      port <= each.ports.through,
  );
  expect(found).toHaveLength(1);
  const { places, obstacle } = found[0]?.opening ?? { places: [], obstacle: "none" };
  return obstacle ?? places.map(say);
};

/** Returns the places where rules close a port. */
const closing = (
  { closingPlaces = [] }: Exposure,
  port: number,
  { direction = "inbound", protocol = "tcp", family = "ipv4" } = {},
) =>
  closingPlaces
    .filter(
      (each) =>
        each.direction === direction &&
        each.protocol === protocol &&
        each.family === family &&
        each.ports.from <= port &&
        port <= each.ports.through,
    )
    .map(({ place, obstacle }) => obstacle ?? (place && say(place)));

const answers = "ct state established,related accept\nmeta l4proto ipv6-icmp accept";

/** A table with an input base chain, whose first two rules accept reply packets. */
const input = (rules: string, { policy = "drop", others = "", family = "inet" } = {}) =>
  parseNftables(`table ${family} filter {
  ${others}
  chain input {
    type filter hook input priority filter; policy ${policy};
    ${answers}
    ${rules}
  }
}`);

test("places a rule that opens a port at the end of a chain whose policy closes it", () => {
  const exposure = input("ip saddr 198.51.100.1 drop\ntcp dport 22 accept");
  expect(opening(exposure, 80)).toEqual(["inet filter input 4"]);
  expect(opening(exposure, 80, { family: "ipv6" })).toEqual(["inet filter input 4"]);
});

test("places a rule that opens a port before the rule that closes it", () => {
  const exposure = input(
    "ip saddr 198.51.100.1 drop\ntcp dport 25 drop\ntcp dport 20-30 accept\ncounter reject",
  );
  expect(opening(exposure, 25)).toEqual(["inet filter input 3: tcp dport 25 drop"]);
  expect(opening(exposure, 80)).toEqual(["inet filter input 5: counter reject"]);
});

test("returns kernel positions regardless of the order of the lines", () => {
  const exposure = parseNftables(`table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
    ${answers}
    tcp dport 25 drop
  }
}
insert rule inet filter input tcp dport 26 drop
add rule inet filter input tcp dport 27 drop`);
  expect(opening(exposure, 25)).toEqual(["inet filter input 3: tcp dport 25 drop"]);
  expect(opening(exposure, 26)).toEqual([
    "inet filter input 0: insert rule inet filter input tcp dport 26 drop",
  ]);
  expect(opening(exposure, 27)).toEqual([
    "inet filter input 4: add rule inet filter input tcp dport 27 drop",
  ]);
  const iptables = parseIptables(`*filter
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 25 -j DROP
-I INPUT -p tcp -m tcp --dport 26 -j DROP
COMMIT
`);
  expect(opening(iptables, 25)).toEqual([
    "filter INPUT 1: -A INPUT -p tcp -m tcp --dport 25 -j DROP",
  ]);
});

test("returns a place in every base chain that stops connections", () => {
  const exposure = parseNftables(`table inet raw {
  chain early {
    type filter hook prerouting priority raw;
    tcp dport 2083 drop
  }
}
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ${answers}
    tcp dport 22 accept
  }
}
table ip other {
  chain late {
    type filter hook input priority 10;
    tcp dport { 80, 2083 } drop
  }
}`);
  expect(opening(exposure, 2083)).toEqual([
    "inet raw early 0*: tcp dport 2083 drop",
    "inet filter input 3",
    "ip other late 0: tcp dport { 80, 2083 } drop",
  ]);
  expect(opening(exposure, 2083, { family: "ipv6" })).toEqual([
    "inet raw early 0*: tcp dport 2083 drop",
    "inet filter input 3",
  ]);
  expect(opening(exposure, 80)).toEqual([
    "inet filter input 3",
    "ip other late 0: tcp dport { 80, 2083 } drop",
  ]);
});

test("places a rule in the deepest chain that only one rule jumps to", () => {
  const exposure = input("ip saddr 198.51.100.7 jump stop\njump services\njump stop", {
    others: `chain stop { counter; tcp dport 81 drop; drop; }
      chain services { ip saddr 203.0.113.9 drop; tcp dport 25 drop; }`,
  });
  expect(opening(exposure, 25)).toEqual(["inet filter services 1*: tcp dport 25 drop"]);
  // Packets from banned addresses also enter the chain.
  expect(opening(exposure, 80)).toEqual(["inet filter input 4: jump stop"]);
});

test("finds no opening place if several rules jump to a chain with its own bans", () => {
  const shared = (bans: string) =>
    input("tcp dport 1-99 jump common\njump common", {
      others: `chain bans { tcp dport 81 drop; ip saddr 203.0.113.9 drop; }
      chain loop { jump loop2; }
      chain loop2 { counter; }
      chain common { ${bans}; counter; drop; }`,
    });
  const obstacle =
    "several rules jump to chain common, which has other drop rules before the one that stops connections";
  expect(opening(shared("ip saddr 203.0.113.9 drop"), 80)).toBe(obstacle);
  expect(opening(shared("jump bans"), 80)).toBe(obstacle);
  expect(opening(shared("jump loop; jump loop"), 80)).toEqual([
    "inet filter input 2: tcp dport 1-99 jump common",
  ]);
  // Packets to the port do not meet these bans.
  expect(opening(shared("udp dport 53 drop; tcp dport 81 drop"), 80)).toHaveLength(1);
});

test("attributes packets that leave a chain by return or goto to its policy", () => {
  const exposure = input("tcp dport 25 return\ntcp dport 26 goto last", {
    others: "chain last { tcp dport 27 accept; }",
  });
  expect(opening(exposure, 25)).toEqual(["inet filter input 2: tcp dport 25 return"]);
  expect(opening(exposure, 26)).toEqual(["inet filter last 1*"]);
  expect(opening(exposure, 28)).toEqual(["inet filter input 4"]);
});

test("returns a place on every path if the path is in doubt", () => {
  const exposure = input("jump maybe", {
    others: "chain maybe { meta cpu 1 tcp dport 25 return; tcp dport 25 drop; }",
  });
  expect(opening(exposure, 25)).toEqual([
    "inet filter maybe 1*: tcp dport 25 drop",
    "inet filter input 3",
  ]);
});

test("places a rule after bans and allowed addresses", () => {
  const many = Array.from({ length: 3 }, (_, index) => `ip saddr 198.51.100.${index} drop`);
  const exposure = input(
    `${many.join("\n")}\nip saddr 1.0.0.0/8 accept\ntcp dport 22 accept\ndrop`,
  );
  expect(opening(exposure, 80)).toEqual(["inet filter input 7: drop"]);
  const iptables = parseIptables(`*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -s 198.51.100.1/32 -j DROP
-A INPUT -s 198.51.100.2/32 -j DROP
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`);
  expect(opening(iptables, 80)).toEqual(["filter INPUT 3"]);
});

test.each([
  [
    "replies that are stopped",
    () => parseIptables("*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT DROP [0:0]\nCOMMIT\n"),
    "reply traffic is blocked: no rule accepts established connections",
  ],
  [
    "a table for a device",
    () =>
      parseNftables(
        `table netdev t {\nchain in {\ntype filter hook ingress device "eth0" priority 0;\ntcp dport 80 drop\n}\n}`,
        { interface: "eth0" },
      ),
    "connections are blocked in a chain where a rule for a single port cannot be added",
  ],
  [
    "a later rule that is not understood",
    () =>
      parseNftables(`table inet filter {
  chain input { type filter hook input priority filter; policy drop; ${answers.replaceAll("\n", "; ")}; }
  chain late { type filter hook input priority 10; tcp dport 80 frobnicate; }
}`),
    "the effect of a later rule is undetermined",
  ],
  [
    "another port that connections are sent to",
    () =>
      parseNftables(`table inet filter {
  chain dstnat { type nat hook prerouting priority dstnat; tcp dport 80 redirect to :8080; }
  chain input { type filter hook input priority filter; policy drop; ${answers.replaceAll("\n", "; ")}; }
}`),
    "its connections are redirected to another port",
  ],
])("finds no opening place because of %s", (_, read, obstacle) => {
  expect(opening(read(), 80)).toBe(obstacle);
});

test("reports blocked replies as an obstacle only for their port", () => {
  const exposure = parseIptables(`*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
-A OUTPUT -p tcp -m tcp --sport 2087 -j DROP
-A OUTPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`);
  expect(opening(exposure, 2086)).toEqual(["filter INPUT 1"]);
  expect(opening(exposure, 2087)).toBe(
    "reply traffic is blocked: no rule accepts established connections",
  );
  expect(opening(exposure, 2088)).toEqual(["filter INPUT 1"]);
});

test("returns separate places for later packets if replies are untracked", () => {
  const exposure = parseIptables(`*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A OUTPUT -p tcp -m tcp --sport 2087 -j CT --notrack
COMMIT
*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
-A INPUT -m conntrack --ctstate INVALID -j DROP
COMMIT
`);
  expect(opening(exposure, 2086)).toEqual(["filter INPUT 2"]);
  expect(opening(exposure, 2087)).toEqual([
    "filter INPUT 2",
    "filter INPUT 1: -A INPUT -m conntrack --ctstate INVALID -j DROP",
  ]);
});

test("finds no opening place for a port that nothing blocks", () => {
  const filter: PacketFilter = {
    original: {
      inbound: [{ name: "c", policy: "accept", origin: null, rules: [] }],
      outbound: [],
    },
  };
  const about = { direction: "inbound", protocol: "tcp", family: "ipv4" } as const;
  const places = new RulePlaces(filter, () => ({
    rules: [],
    isOfServer: true,
    isLog: () => false,
  }));
  expect(places.openingsOf(about, { from: 1, through: 9 }, allAddresses.ipv4)).toMatchObject([
    { value: { places: [], obstacle: "the rules that stop connections could not be found" } },
  ]);
});

test("finds places in a filter without later packets, and rethrows unexpected errors", () => {
  const origin = { input: 0, line: 1, text: "policy", table: "t", chain: "c" };
  const filter: PacketFilter = {
    original: { inbound: [{ name: "c", policy: "drop", origin, rules: [] }], outbound: [] },
  };
  const about = { direction: "inbound", protocol: "tcp", family: "ipv4" } as const;
  const ports = { from: 1, through: 65535 };
  const places = new RulePlaces(filter, () => ({
    rules: [],
    isOfServer: true,
    isLog: () => false,
  }));
  expect(places.openingsOf(about, ports, allAddresses.ipv4)).toMatchObject([
    { ...ports, value: { places: [{ table: "t", chain: "c", position: 0, rule: null }] } },
  ]);
  const rule: Rule = { match: {}, action: { kind: "drop" }, origin };
  const [base] = filter.original.inbound as readonly [BaseChain];
  const elsewhere = { ...filter.original, inbound: [{ ...base, rules: [rule] }] };
  const others = new RulePlaces({ original: elsewhere }, () => ({
    rules: [],
    isOfServer: true,
    isLog: () => false,
  }));
  expect(others.openingsOf(about, ports, allAddresses.ipv4)).toMatchObject([
    {
      value: {
        obstacle: expect.stringContaining("connections are blocked in a chain where a rule"),
      },
    },
  ]);
  const faulty = new RulePlaces(filter, () => {
    throw new TypeError("a fault");
  });
  expect(() => faulty.openingsOf(about, ports, allAddresses.ipv4)).toThrow("a fault");
});

test("finds no place if there are too many rules to follow", () => {
  const rules = Array.from(
    { length: 2000 },
    (_, index) => `ip saddr 203.0.113.9 tcp dport ${index + 1}-${index + 2000} drop`,
  );
  const exposure = input(rules.join("\n"));
  expect(opening(exposure, 2000, { family: "ipv6" })).toBe("the rules are too many to follow");
  expect(exposure.closingPlaces).toEqual([]);
});

test("places a rule that closes a port before the first rule that may accept connections to it", () => {
  const exposure = input(
    `ip saddr 198.51.100.1 drop
    ip saddr 203.0.113.0/24 accept
    jump services
    tcp dport 80 accept`,
    { others: "chain services { tcp dport 53 accept; jump services; }" },
  );
  expect(closing(exposure, 80)).toEqual(["inet filter input 3: ip saddr 203.0.113.0/24 accept"]);
  expect(closing(exposure, 53, { family: "ipv6" })).toEqual(["inet filter input 4: jump services"]);
  expect(closing(exposure, 80, { family: "ipv6" })).toEqual([
    "inet filter input 5: tcp dport 80 accept",
  ]);
  expect(closing(exposure, 81, { family: "ipv6" })).toEqual([]);
  expect(closing(exposure, 80, { direction: "outbound" })).toEqual([]);
});

test("finds no closing place for a port whose connections are redirected", () => {
  const nft = parseNftables(`table inet t {
  chain dstnat { type nat hook prerouting priority dstnat; tcp dport 80 redirect to :8080; }
  chain input { type filter hook input priority filter; policy accept; }
}`);
  const iptables = parseIptables(`*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 8080
COMMIT
*filter
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
COMMIT
`);
  for (const exposure of [nft, iptables]) {
    expect(closing(exposure, 80)).toEqual(["its connections are redirected to another port"]);
    expect(closing(exposure, 81)).toHaveLength(1);
    expect(closing(exposure, 81)[0]).toMatch(/^(?:inet t input|filter INPUT) 0$/);
  }
});

test("finds places for the target port of a redirect, whichever port comes first", () => {
  const nft = (target: number, policy: string) =>
    parseNftables(`table inet t {
  chain dstnat { type nat hook prerouting priority dstnat; tcp dport { 80-82, 443 } redirect to :${target}; }
  chain input { type filter hook input priority filter; policy ${policy}; ${answers.replaceAll("\n", "; ")}; }
}`);
  const obstacle = "its connections are redirected to another port";
  for (const [target, others] of [
    [80, [81, 443]],
    [81, [80, 82, 443]],
    [443, [80, 82]],
  ] as const) {
    const stopping = nft(target, "drop");
    const accepting = nft(target, "accept");
    expect(opening(stopping, target)).toEqual(["inet t input 2"]);
    expect(closing(accepting, target)).toEqual(["inet t input 2"]);
    for (const port of others) {
      expect(opening(stopping, port)).toBe(obstacle);
      expect(closing(accepting, port)).toEqual([obstacle]);
    }
  }
});

test("finds no closing place for a UDP port whose packets are untracked", () => {
  const exposure = parseNftables(`table inet t {
  chain early { type filter hook prerouting priority raw; meta l4proto { tcp, udp } th dport 53 notrack; }
  chain input { type filter hook input priority filter; policy accept; }
}`);
  expect(closing(exposure, 53, { protocol: "udp" })).toEqual([
    "its packets are untracked, so rules cannot tell new connections from replies",
  ]);
  expect(closing(exposure, 54, { protocol: "udp" })).toEqual(["inet t input 0"]);
  expect(closing(exposure, 53)).toEqual(["inet t input 0"]);
});

test("includes the complete next rule in a place, on one line", () => {
  const sources = Array.from({ length: 30 }, (_, each) => `203.0.113.${100 + each}`).join(",  ");
  const text = (exposure: Exposure) =>
    exposure.closed.find(({ ports }) => ports.from <= 80 && 80 <= ports.through)?.opening?.places[0]
      ?.text;
  expect(text(input(`ip saddr != { ${sources} } drop`))).toBe(
    `ip saddr != { ${sources.replaceAll("  ", " ")} } drop`,
  );
  const line = `-A INPUT -p tcp -m comment --comment "${"so ".repeat(60)}" -j DROP`;
  const iptables = parseIptables(
    `*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${line}\nCOMMIT\n`,
  );
  expect(text(iptables)).toBe(line);
});

test("places a rule that closes a port at the end of a chain whose policy accepts", () => {
  const exposure = parseNftables(`table inet raw {
  chain early { type filter hook prerouting priority raw; tcp dport 80 accept; }
}
table inet first {
  chain input { type filter hook input priority -10; policy accept; tcp dport 25 drop; }
}
table inet nat {
  chain input { type nat hook input priority 100; tcp dport 80 accept; }
}
table inet filter {
  chain last { counter; }
  chain input {
    type filter hook input priority filter; policy accept;
    tcp dport 22 accept
    tcp dport 23 return
    tcp dport 24 goto last
  }
}`);
  expect(closing(exposure, 80)).toEqual(["inet filter input 3"]);
  expect(closing(exposure, 22)).toEqual(["inet filter input 0: tcp dport 22 accept"]);
  expect(closing(exposure, 23)).toEqual(["inet filter input 1: tcp dport 23 return"]);
  expect(closing(exposure, 24)).toEqual(["inet filter input 2: tcp dport 24 goto last"]);
  const iptables = parseIptables("*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n");
  expect(closing(iptables, 80)).toEqual(["filter INPUT 0"]);
  expect(closing(iptables, 80, { direction: "outbound" })).toEqual(["filter OUTPUT 0"]);
});
