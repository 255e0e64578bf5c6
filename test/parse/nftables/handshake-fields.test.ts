import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import {
  alwaysFulfilled,
  fulfilledAtFirst,
  fulfilledLater,
  neverFulfilled,
  sometimesFulfilled,
} from "../../support/nftables-matches.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

/** The parts of port 22 that a dropping rule leaves open, for both protocols and families. */
const left = (rule: string, family = "inet") =>
  openAndUndetermined(
    parseNftables(`table ${family} t {
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    ct state new ${rule} drop
    th dport 22 accept
  }
}`),
  );

/** The ports that the same rule opens if it accepts and everything else is dropped. */
const accepted = (rule: string, family = "inet") =>
  openAndUndetermined(
    parseNftables(`table ${family} t {
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    ct state established accept
    th dport 22 ${rule} accept
  }
}`),
  );

const open = { open: ["tcp 22", "udp 22"], undetermined: [] };

describe("a match that no handshake packet fulfils", () => {
  test.for(neverFulfilled)("leaves the port open if it drops: %s", (rule) => {
    expect(left(rule)).toEqual(open);
  });
});

describe("a match that every handshake packet fulfils", () => {
  test.for(alwaysFulfilled)("opens the port if it accepts: %s", (rule) => {
    expect(accepted(rule)).toEqual(open);
  });
});

describe("a match that later packets fulfil", () => {
  const chain = (...rules: readonly string[]) =>
    openAndUndetermined(
      parseNftables(`table inet t {
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    ${rules.join("\n    ")}
  }
}`),
    );

  test.for(fulfilledLater)("closes the port if it drops: %s", (rule) => {
    expect(chain(`${rule} drop`, "th dport 22 accept")).toEqual({
      open: ["udp 22"],
      undetermined: [],
    });
  });

  test.for(fulfilledAtFirst)("closes the port if nothing else accepts: %s", (rule) => {
    const { open, undetermined } = chain(`th dport 22 ${rule} accept`);
    expect([open.filter((each) => each.startsWith("tcp")), undetermined]).toEqual([[], []]);
    expect(chain("ct state established accept", `th dport 22 ${rule} accept`).open).toContain(
      "tcp 22",
    );
  });

  test("is reported if no rule accepts later packets", () => {
    const notesOf = (text: string) =>
      parseNftables(text).notes.filter(({ kind }) => kind === "warning");
    const only = (hook: string, rule: string, more = "") =>
      `table inet t {
  chain ${hook} {
    type filter hook ${hook} priority filter; policy drop; meta l4proto icmpv6 accept;
    ${rule}
  }${more}
}`;
    expect(notesOf(only("input", "tcp dport 22 ct state new accept"))).toMatchObject([
      { code: "later-packets", text: expect.stringMatching(/lets in packets of established/) },
      { code: "reply-packets" },
    ]);
    expect(notesOf(only("output", "tcp dport 25 ct state new accept"))).toMatchObject([
      { code: "reply-packets" },
      { code: "later-packets", text: expect.stringMatching(/lets out packets of established/) },
    ]);
    expect(
      notesOf(only("input", "tcp dport 22 ct state new accept\n    ct state established accept")),
    ).toEqual([]);
  });

  test("leaves the port in doubt if only some later packets fulfil it", () => {
    for (const rule of ["tcp flags != ack", "tcp flags & psh == psh"]) {
      expect(chain(`${rule} ct state established drop`, "tcp dport 22 accept")).toEqual({
        open: [],
        undetermined: ["tcp 22"],
      });
    }
  });

  test("does not apply to replies, which travel the other way", () => {
    const reply = (direction: string) =>
      openAndUndetermined(
        parseNftables(`table inet t {
  chain output {
    type filter hook output priority filter; policy accept;
    ct direction ${direction} ct packets > 1 tcp sport 22 drop
  }
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    tcp dport 22-23 accept
  }
}`),
      );
    expect(reply("original").open).toEqual(["tcp 22-23"]);
    expect(reply("reply")).toEqual({ open: ["tcp 23"], undetermined: ["tcp 22"] });
  });

  test("does not apply to UDP, where one datagram answers another", () => {
    expect(chain("udp dport 53 ct state new accept")).toEqual({
      open: ["udp 53"],
      undetermined: [],
    });
  });

  test("applies to the port after a redirect", () => {
    const redirected = (early: string, late: string) =>
      openAndUndetermined(
        parseNftables(`table inet t {
  chain early {
    type filter hook prerouting priority raw;
    ${early}
  }
  chain nat {
    type nat hook prerouting priority dstnat;
    tcp dport 80 redirect to :8080
  }
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    ${late}
    tcp dport 8080 accept
  }
}`),
      ).open;
    expect(redirected("", "")).toEqual(["tcp 80", "tcp 8080"]);
    expect(redirected("tcp flags != syn tcp dport 80 drop", "")).toEqual(["tcp 8080"]);
    expect(redirected("", "tcp flags != syn tcp dport 80 drop")).toEqual(["tcp 80", "tcp 8080"]);
    expect(redirected("", "tcp flags != syn tcp dport 8080 drop")).toEqual([]);
    expect(redirected("", "ct status dnat accept")).toEqual(["tcp 80", "tcp 8080"]);
  });
});

test("is in doubt before conntrack looks up the connection", () => {
  for (const match of ["ct protocol tcp", "ct l3proto ipv4", "ct original proto-dst 22"]) {
    const exposure = parseNftables(`table ip t {
  chain early {
    type filter hook prerouting priority raw;
    ${match} drop
  }
}`);
    expect(openAndUndetermined(exposure).undetermined).not.toEqual([]);
  }
});

describe("a match that only some handshake packets fulfil", () => {
  test.for(sometimesFulfilled)("leaves the port in doubt: %s", ([rule, undetermined]) => {
    expect(left(rule).undetermined).toEqual(undetermined);
  });
});

test("resolves port names, including names registered only for UDP", () => {
  expect(accepted("tcp sport 1024-65535 tcp dport { ssh, http, https, 2087 }").open).toEqual([
    "tcp 22",
  ]);
  expect(left("th dport != { 21-80 } udp dport ntp").open).toEqual(["tcp 22", "udp 22"]);
  expect(left("tcp dport no-such-service").undetermined).toEqual(["tcp 22"]);
});

test.for([
  "meta l4proto tcp ct original proto-dst 22",
  "meta l4proto tcp ct reply proto-src ssh",
  "meta l4proto tcp ct reply proto-dst 1024-65535",
  "tcp sport 1024-65535 fib saddr oifname exists",
  "tcp flags syn fib iif . saddr check exists",
])("fulfils %s, which nft accepts only in some places", (rule) => {
  expect(accepted(rule)).toEqual({ open: ["tcp 22"], undetermined: [] });
});

test.for(["dccp option 3 exists", "sctp chunk data exists"])(
  "never fulfils %s, which only newer versions of nft accept",
  (rule) => {
    expect(left(rule)).toEqual(open);
  },
);

test.for([
  'meta time "2019-13-41"-"2020-01-01"',
  "tcp flags & syn-ack == 2",
  "ct original mark 1",
  'socket cgroupv2 level 1 "user.slice"',
  "ct state no-such-state",
  "ct state & no-such-state == 0",
  "meta length { 1, 2 . 3 }",
  "@th,16,16,16 22",
  "ct direction @no-such-set",
  "tcp flags 1-2",
  "ip saddr & 255.0.0.255 == 10.0.0.1",
  "meta nfproto & 2 == 2",
  "tcp dport & 0xff == 22",
  "tcp dport { 22 | 80 }",
  "ip saddr { 192.0.2.1 | 192.0.2.2 }",
  "iifname { a | b }",
  "ip option rr . tcp dport != { missing . 22 }",
  "exthdr frag . tcp dport != { missing . 22 }",
  "@th,0,32 != 0x160016",
  "@th,0,32 & 0xffff == 22",
  "@th,0,32 { 1-2 }",
  "@th,0,32 { 1 | 2 }",
  "meta nfproto ipv4 @nh,96,32 x",
  'meta hour "noon"',
  'meta time "tomorrow"',
  "tcp flags { syn | 1-2 }",
  'meta hour "00:00"-7',
  "@th 16 22",
  "tcp dport 22 @th,16 22",
  'meta hour "00:00" - 7',
  "ct no-such-field 1",
  "ip6 dscp cs1",
])("leaves %s in doubt", (rule) => {
  expect(left(rule).undetermined.join()).toMatch(/tcp (?:22|1-65535)/);
});

test("reads operators written as words", () => {
  const input = (rules: string) =>
    openAndUndetermined(
      parseNftables(
        `table inet t {\n chain i {\n type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;\n ${rules}\n }\n}`,
      ),
    );
  expect(input("tcp dport eq 22 accept").open).toEqual(["tcp 22"]);
  expect(input("tcp dport ge 65534 accept").open).toEqual(["tcp 65534-65535"]);
  expect(input("tcp dport gt 65534 accept").open).toEqual(["tcp 65535"]);
  expect(input("tcp dport le 2 accept").open).toEqual(["tcp 1-2"]);
  expect(input("tcp dport lt 2 accept").open).toEqual(["tcp 1"]);
  expect(input("tcp dport ne 1-65534 accept").open).toEqual(["tcp 65535"]);
  expect(input("tcp dport ! 22 accept").undetermined).toEqual(["tcp 1-65535"]);
});

describe("bits of the network header in a table of one family, or after a match of one", () => {
  test.for([
    ["@nh,96,32 0xc0000201", "ip", "tcp 22 not 192.0.2.1"],
    ["@nh,128,32 0x7f000001", "ip", "tcp 22"],
    ["@nh,72,8 0x11", "ip", "tcp 22"],
    ["@nh,48,16 & 0x1fff != 0", "ip", "tcp 22"],
    ["@nh,16,16 > 1500", "ip", "tcp 22"],
    ["@nh,48,8 0x3a", "ip6", "tcp 22"],
    ["@nh,64,128 0x20010db8000000000000000000000001", "ip6", "tcp 22 not 2001:db8::1"],
    ["@nh,192,128 0x1", "ip6", "tcp 22"],
    ["@nh,32,16 > 1460", "ip6", "tcp 22"],
    ["meta nfproto ipv4 @nh,72,8 0x1", "inet", "tcp 22"],
  ] as const)("decides %s", ([rule, family, open]) => {
    expect(left(rule, family).open).toContain(open);
  });
});

describe("a statement without a verdict", () => {
  test.for([
    "last",
    "last used 5s",
    "last used never",
    "reset tcp option timestamp",
    "flow add @ft",
    'dup to 192.0.2.1 device "eth0"',
    'quota name "q"',
    "quota over 10 mbytes used 5 mbytes",
    "ct event set new,destroy",
    "meta secmark set 1",
    "meta mark set rt classid",
    "tcp option maxseg size set rt mtu",
  ])("continues to the next rule: %s", (statement) => {
    const exposure = parseNftables(`table inet t {
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    ${statement}
    tcp dport 22 accept
  }
}`);
    expect(openAndUndetermined(exposure)).toEqual({ open: ["tcp 22"], undetermined: [] });
  });
});

describe("fields in JSON", () => {
  const dropped = (left: object, right: unknown, op = "==") => {
    const objects = [
      {
        chain: {
          ...{ family: "inet", table: "t", name: "c", type: "filter", hook: "input", prio: 0 },
          policy: "drop",
        },
      },
      {
        rule: {
          ...{ family: "inet", table: "t", chain: "c" },
          expr: [
            { match: { op: "in", left: { ct: { key: "state" } }, right: "established" } },
            { accept: null },
          ],
        },
      },
      {
        rule: { ...{ family: "inet", table: "t", chain: "c" }, expr: expression(left, right, op) },
      },
      {
        rule: {
          ...{ family: "inet", table: "t", chain: "c" },
          expr: [
            ...expression({ payload: { protocol: "th", field: "dport" } }, 22, "==").slice(0, 1),
            { accept: null },
          ],
        },
      },
    ];
    return openAndUndetermined(parseNftables(JSON.stringify({ nftables: objects })));
  };
  const expression = (left: object, right: unknown, op: string) => [
    { match: { op, left, right } },
    { drop: null },
  ];
  test.for([
    [{ payload: { protocol: "tcp", field: "flags" } }, 0],
    [{ payload: { protocol: "tcp", field: "flags" } }, ["fin", "syn", "rst"], "!"],
    [{ payload: { protocol: "tcp", field: "flags" } }, { set: [0, { "|": ["syn", "ack"] }] }],
    [
      {
        "&": [
          { payload: { protocol: "tcp", field: "flags" } },
          { "|": [{ "|": ["fin", "syn"] }, "rst"] },
        ],
      },
      "fin",
      "<",
    ],
    [{ "&": [{ payload: { protocol: "ip", field: "frag-off" } }, 8191] }, 0, "!="],
    [{ exthdr: { name: "frag" } }, true],
    [{ exthdr: { name: "rt", field: "type" } }, 0],
    [{ "ip option": { name: "lsrr" } }, true],
    [{ "ip option": { name: "ssrr", field: "type" } }, 1],
    [{ "tcp option": { name: "maxseg", field: "size" } }, { range: [1, 535] }],
    [{ "dccp option": { type: 3 } }, true, "=="],
    [{ "sctp chunk": { name: "data" } }, true],
    [{ ct: { key: "status" } }, "dnat", "in"],
    [{ ct: { key: "state" } }, { set: ["established"] }, "in"],
    [{ ct: { key: "state" } }, "new", "!"],
    [{ ct: { key: "packets", dir: "original" } }, 5, ">"],
    [{ ct: { key: "ip saddr", dir: "original" } }, "224.0.0.1"],
    [{ meta: { key: "length" } }, 1500, ">"],
    [{ payload: { base: "th", offset: 16, len: 16 } }, 23],
    [{ fib: { result: "oif", flags: ["saddr", "iif"] } }, false],
  ] as const)("compares %j with %j", ([left, right, op]) => {
    const { open: left22 } = dropped(left, right, op);
    expect(left22.map((each) => each.replace(/ .*/, ""))).toContain("tcp");
  });

  test.for([
    [{ rt: { key: "nexthop", family: "ip" } }, "192.0.2.1"],
    [{ socket: { key: "transparent" } }, 1],
    [{ osf: { key: "name" } }, "Linux"],
    [{ ipsec: { key: "reqid", dir: "in", spnum: 0 } }, 1],
    [{ numgen: { mode: "inc", mod: 2, offset: 0 } }, 0],
    [{ jhash: { mod: 2, expr: { payload: { protocol: "ip", field: "saddr" } } } }, 0],
    [{ symhash: { mod: 2 } }, 0],
    [{ payload: { base: "ll", offset: 0, len: 48 } }, 0],
    [{ payload: { base: "th", offset: "16" } }, 23],
    [{ ct: { dir: "original" } }, 23],
    [{ ct: { key: "mark" }, meta: { key: "mark" } }, 23],
    [{ payload: { protocol: "ip", field: "ttl" } }, { "|": [1, {}] }],
    [{ meta: { key: "length" } }, { set: [{ "|": [1, {}] }] }],
  ] as const)("leaves the comparison of %j with %j in doubt", ([left, right]) => {
    expect(dropped(left, right).undetermined.join()).toContain("tcp 22");
  });

  test("leaves an object with two keys in doubt", () => {
    const chain = { family: "inet", table: "t", name: "c", type: "filter", hook: "input", prio: 0 };
    const rule = { family: "inet", table: "t", chain: "c" };
    const twoStatements = { rule: { ...rule, expr: [{ accept: null, drop: null }] } };
    const twoObjects = { rule: { ...rule, expr: [{ accept: null }] }, metainfo: {} };
    for (const wrong of [twoStatements, twoObjects]) {
      const nftables = [{ chain: { ...chain, policy: "drop" } }, wrong];
      const exposure = parseNftables(JSON.stringify({ nftables }));
      expect(openAndUndetermined(exposure)).toEqual({
        open: [],
        undetermined: ["tcp 1-65535", "udp 1-65535"],
      });
    }
  });
});

describe("a match that only some replies fulfil", () => {
  test.for([
    "tcp window > 100",
    "tcp option maxseg size 1000-1500",
    "meta l4proto tcp @ih,0,8 1",
    "meta l4proto tcp meta length > 100",
    "meta l4proto tcp meta skuid 7",
  ])("leaves outbound ports in doubt: %s", (rule) => {
    const exposure = parseNftables(`table inet t {
  chain input {
    type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
    ${rule} accept
  }
}`);
    expect(openAndUndetermined(exposure, "outbound")).toEqual({
      open: [],
      undetermined: ["tcp 1-65535"],
    });
  });
});
