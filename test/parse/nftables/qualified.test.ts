import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { qualified } from "../../support/qualified.ts";

/** Returns a chain that drops by default; its first rule is on line 5. */
function chain(rules: readonly string[], before = ""): string {
  return `table inet t {
${before}
  chain input {
    type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;
${rules.join("\n")}
  }
  chain output { type filter hook output priority 0; policy accept; }
}`;
}

function read(rules: readonly string[], before?: string) {
  const exposure = parseNftables(chain(rules, before));
  expect(exposure.undetermined).toEqual([]);
  return {
    open: openAndUndetermined(exposure).open,
    qualified: qualified(exposure),
  };
}

const web = "tcp dport 22 accept";
const established = "ct state established accept";

describe("a set that is not in the input", () => {
  test("leaves ports open except to some addresses if it drops", () => {
    expect(read([established, "ip saddr @bans drop", web])).toEqual({
      open: ["tcp 22"],
      qualified: ["tcp 22 0.0.0.0/0 may be closed to some (set bans, line 6)"],
    });
  });

  test("leaves ports closed except to some addresses if all others are dropped", () => {
    expect(read([established, "ip saddr != @friends drop", web])).toEqual({
      open: ["tcp 22 ::/0"],
      qualified: ["tcp 22 0.0.0.0/0 may be open to some (set friends, line 6)"],
    });
  });

  test("leaves ports closed except to some addresses if it accepts", () => {
    expect(read([established, "tcp dport 22 ip6 saddr @friends accept"])).toEqual({
      open: [],
      qualified: ["tcp 22 ::/0 may be open to some (set friends, line 6)"],
    });
    expect(read([established, "ip saddr . tcp dport @pairs accept"])).toEqual({
      open: [],
      qualified: ["tcp 1-65535 0.0.0.0/0 may be open to some (set pairs, line 6)"],
    });
  });

  test("qualifies no port it does not affect, and is not named for another set's effect", () => {
    expect(read([established, "ip saddr @seen counter", "ip saddr @seen log", web])).toEqual({
      open: ["tcp 22"],
      qualified: [],
    });
    const logged = "chain logged { log; return; }";
    expect(read([established, "ip saddr @seen jump logged", web], logged).qualified).toEqual([]);
    expect(
      read([established, "ip saddr @friends accept", "ip saddr @bans drop", web]).qualified,
    ).toEqual([
      "tcp 1-21 0.0.0.0/0 may be open to some (set friends, line 6)",
      "tcp 22 0.0.0.0/0 may be closed to some (set bans, line 7)",
      "tcp 23-65535 0.0.0.0/0 may be open to some (set friends, line 6)",
      "udp 1-65535 0.0.0.0/0 may be open to some (set friends, line 6)",
    ]);
  });

  test("qualifies ports by the chain that it jumps to", () => {
    const chains = [
      "chain drops { drop; }",
      "chain both { jump drops; goto accepts; }",
      "chain accepts { accept; }",
    ].join(" ");
    expect(read([established, "ip saddr @x tcp dport 22-23 jump both", web], chains)).toEqual({
      open: ["tcp 22"],
      qualified: ["tcp 22 0.0.0.0/0 may be closed to some (set x, line 6)"],
    });
  });

  test("qualifies nothing by chains without effect, unless they nest too deep to follow", () => {
    const chains = (count: number) => [
      "chain logged { jump written; }",
      "chain written { log; return; }",
      ...Array.from({ length: count }, (_, index) =>
        index + 1 < count
          ? `chain c${index} { jump c${index + 1}; }`
          : `chain c${index} { ip saddr @seen jump logged; }`,
      ).reverse(),
    ];
    // The jump depth is limited to 64 chains: these, and the two without effect.
    const nested = (count: number) =>
      read([established, "ip saddr @seen jump logged", "jump c0", web], chains(count).join(" "));
    expect(nested(62)).toEqual({ open: ["tcp 22"], qualified: [] });
    expect(nested(63)).toEqual({
      open: ["tcp 22"],
      qualified: [
        "tcp 1-21 0.0.0.0/0 may be open to some (set seen, line 2)",
        "tcp 22 0.0.0.0/0 may be closed to some (set seen, line 2)",
        "tcp 23-65535 0.0.0.0/0 may be open to some (set seen, line 2)",
        "udp 1-65535 0.0.0.0/0 may be open to some (set seen, line 2)",
      ],
    });
  });

  test("applies to outbound connections if compared with the destination", () => {
    const outbound = (rule: string) => {
      const exposure = parseNftables(`table inet t {
  chain input { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; ct state established accept; }
  chain output {
    type filter hook output priority 0; policy drop; meta l4proto icmpv6 accept;
    ${rule}
    tcp dport 443 accept
  }
}`);
      return {
        ...openAndUndetermined(exposure, "outbound"),
        qualified: qualified(exposure, "outbound"),
      };
    };
    expect(outbound("ip daddr @bans drop")).toEqual({
      open: ["tcp 443"],
      undetermined: [],
      qualified: ["tcp 443 0.0.0.0/0 may be closed to some (set bans, line 5)"],
    });
    expect(outbound("ip saddr @own drop")).toEqual({
      open: ["tcp 443 ::/0"],
      undetermined: ["tcp 443 0.0.0.0/0"],
      qualified: [],
    });
  });

  test("leaves ports undetermined if it contains ports or the server's own addresses", () => {
    for (const rule of ["tcp dport @ports accept", "ip daddr @own accept"]) {
      expect(parseNftables(chain([established, rule])).undetermined).not.toEqual([]);
    }
    expect(parseNftables(chain(["ip saddr < @x accept"])).undetermined).not.toEqual([]);
  });
});

describe("a limit", () => {
  const limited = { open: ["tcp 22"], qualified: ["tcp 22 limited (line 6)"] };

  test.for([
    "tcp dport 22 limit rate 10/second burst 5 packets accept",
    "tcp dport 22 limit name lim accept",
    "tcp dport 22 ct count 3 accept",
    "tcp dport 22 quota until 10 mbytes accept",
    "tcp dport 22 quota name volume accept",
    "tcp dport 22 add @m { meta skuid limit rate 10/minute counter } accept",
  ])("lets connections below it match: %s", (rule) => {
    const before =
      "limit lim { rate 10/second; } quota volume { 10 mbytes; } set m { type ipv4_addr; flags dynamic; }";
    expect(read([established, rule], before)).toEqual(limited);
  });

  test.for([
    "tcp dport 22 limit rate over 10/second drop",
    "tcp dport 22 limit name lim drop",
    "tcp dport 22 ct count over 3 reject with tcp reset",
    "tcp dport 22 quota over 10 mbytes used 10 kbytes drop",
    "tcp dport 22 quota name volume drop",
    "tcp dport 22 update @m { tcp dport ct count over 3 } drop",
  ])("lets connections above it match: %s", (rule) => {
    const before =
      "limit lim { rate over 10/second; } quota volume { over 10 mbytes used 1 bytes; } set m { type ipv4_addr; flags dynamic; }";
    expect(read([established, rule, web], before)).toEqual(limited);
  });

  test("does not affect the other family if it counts per address of one family", () => {
    expect(
      read([established, "tcp dport 22 meter m { ip saddr limit rate over 9/second } drop", web]),
    ).toEqual({ open: ["tcp 22"], qualified: ["tcp 22 0.0.0.0/0 limited (line 6)"] });
    const accepts = "tcp dport 22 ct state new meter m { ip saddr limit rate 9/minute } accept";
    expect(read([established, accepts]).open).toEqual(["tcp 22 0.0.0.0/0"]);
  });

  test("is permanently exceeded if already used up", () => {
    expect(read(["ct count over 0 drop", web])).toEqual({ open: [], qualified: [] });
    expect(read(["ct count 0 drop", web])).toEqual({ open: ["tcp 22"], qualified: [] });
    const used = "quota over 1 kbytes used 1024 bytes";
    expect(read([`${used} drop`, web])).toEqual({ open: [], qualified: [] });
    expect(read(["quota 1 mbytes used 1 mbytes drop", web]).open).toEqual(["tcp 22"]);
  });

  test("leaves ports undetermined if it is not in the input or belongs to a set", () => {
    for (const [rule, before] of [
      ["limit name missing drop", ""],
      ["add @m { ip saddr } drop", "set m { type ipv4_addr; flags dynamic; limit rate 1/second; }"],
      ["add @m { ip saddr limit rate 1/second log } drop", "set m { type ipv4_addr; }"],
      ["add @m { ip saddr limit name } drop", "set m { type ipv4_addr; flags dynamic; }"],
    ] as const) {
      expect(parseNftables(chain([rule, web], before)).undetermined).not.toEqual([]);
    }
  });

  test("leaves ports in doubt if its unit or amount is unknown to nft", () => {
    for (const rule of [
      "quota over 10 pages drop",
      "quota over 10 mbytes used 1 pages drop",
      "quota over x bytes drop",
    ]) {
      expect(openAndUndetermined(parseNftables(chain([rule, web])))).toEqual({
        open: [],
        undetermined: ["tcp 22"],
      });
    }
  });

  test("does not qualify addresses with undetermined outbound ports", () => {
    const exposure = parseNftables(`table inet t {
  chain input { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; ct state established accept; }
  chain output {
    type filter hook output priority 0; policy drop; meta l4proto icmpv6 accept;
    tcp dport 25 limit rate over 10/second drop
    ip daddr 192.0.2.1 tcp dport 25 accept
    meta nfproto ipv6 tcp dport 25 accept
  }
}`);
    expect(openAndUndetermined(exposure, "outbound")).toEqual({
      open: ["tcp 25 ::/0"],
      undetermined: ["tcp 25 0.0.0.0/0"],
    });
    expect(qualified(exposure, "outbound")).toEqual(["tcp 25 ::/0 limited (line 5)"]);
  });

  test("makes ports both limited and closed to some together with a set", () => {
    const rules = [established, "ct count over 9 drop", "ip saddr @bans drop", web];
    expect(read(rules).qualified).toEqual([
      "tcp 22 limited (line 6)",
      "tcp 22 0.0.0.0/0 may be closed to some (set bans, line 7)",
    ]);
    expect(read([established, "ip saddr @bans limit rate over 9/second drop", web])).toEqual({
      open: ["tcp 22"],
      qualified: ["tcp 22 0.0.0.0/0 may be closed to some (set bans, line 6)"],
    });
  });

  test("leaves ports open if a doubtful rule affects only a few addresses", () => {
    expect(read([established, "meta cpu 1 ip saddr @bans drop", web])).toEqual({
      open: ["tcp 22"],
      qualified: ["tcp 22 0.0.0.0/0 may be closed to some (set bans, line 6)"],
    });
    const exposure = parseNftables(chain([established, "meta cpu 1 ct count 3 accept"]));
    expect(exposure.undetermined[0]?.reasons).toEqual([
      'line 6: whether the rule matches depends on "meta cpu == 1" and "ct count 3"',
    ]);
  });
});

test("reads the same limits and sets from JSON, without lines", () => {
  const rule = (...expr: readonly object[]) => ({
    rule: { family: "inet", table: "t", chain: "input", handle: 7, expr },
  });
  const read = (...objects: readonly object[]) => {
    const exposure = parseNftables(
      JSON.stringify({
        nftables: [
          { limit: { family: "inet", table: "t", name: "l", rate: 1, per: "second", inv: true } },
          { quota: { family: "inet", table: "t", name: "q", bytes: 100, used: 100, inv: true } },
          { set: { family: "inet", table: "t", name: "m", stmt: [{ limit: {} }] } },
          {
            chain: {
              ...{ family: "inet", table: "t", name: "input", type: "filter" },
              ...{ hook: "input", prio: 0, policy: "accept" },
            },
          },
          ...objects,
        ],
      }),
    );
    return [
      exposure.defaults.inbound,
      exposure.undetermined.length,
      ...qualified(exposure).filter((each) => each.startsWith("tcp")),
    ];
  };
  const drop = { drop: null };
  const add = { op: "add", set: "@x", elem: { meta: { key: "skuid" } } };
  const limited = [
    "accept",
    0,
    'tcp 1-65535 limited (rule with handle 7 of chain input in inet t: "limit")',
  ];
  expect(read(rule({ limit: { rate: 5, per: "second", inv: true } }, drop))).toEqual(limited);
  expect(read(rule({ limit: "l" }, drop))).toEqual(limited);
  expect(read(rule({ set: { ...add, stmt: [{ limit: { inv: true } }] } }, drop))).toEqual(limited);
  expect(read(rule({ "ct count": { val: 0, inv: true } }, drop))).toEqual(["drop", 0]);
  expect(read(rule({ quota: "q" }, drop))).toEqual(["drop", 0]);
  expect(read(rule({ quota: { val: 1, val_unit: "mbytes", inv: true } }, drop))).toEqual([
    "accept",
    0,
    'tcp 1-65535 limited (rule with handle 7 of chain input in inet t: "quota")',
  ]);
  expect(read(rule({ quota: { val: 0, inv: true } }, drop))).toEqual(["drop", 0]);
  expect(read(rule({ quota: { val: 1, val_unit: "pages" } }, drop))[1]).toBeGreaterThan(0);
  expect(
    read(
      rule(
        { quota: { val: 1, val_unit: "mbytes", used: 1, used_unit: "kbytes", inv: true } },
        drop,
      ),
    )[2],
  ).toContain("limited");
  expect(read(rule({ set: { op: "add", set: "@m" } }, drop))[1]).toBeGreaterThan(0);
  expect(read(rule({ set: { ...add, stmt: [{ counter: null }] } }, drop))).toEqual(["drop", 0]);
  expect(read(rule({ set: { ...add, stmt: [{ last: null }] } }, drop))[1]).toBeGreaterThan(0);
  const saddr = { payload: { protocol: "ip", field: "saddr" } };
  expect(read(rule({ match: { op: "==", left: saddr, right: "@bans" } }, drop))).toEqual([
    "accept",
    0,
    "tcp 1-65535 0.0.0.0/0 may be closed to some (rule with handle 7 of chain input in inet t: set bans)",
  ]);
});

describe("a match of the payload of datagrams", () => {
  const dns = "udp dport 53 accept";
  const limited = {
    open: ["udp 53"],
    qualified: ["udp 53 limited (packets with certain content, line 5)"],
  };

  test.for([
    "udp dport 53 @th,64,64 0x1234567812345678 drop",
    "@ih,0,32 0x12345678 drop",
    "meta l4proto udp @th,160,128 { 0x1234567890, 0x6789012345 } drop",
    "udp dport 53 @th,96,24 1193046 jump own",
  ])("leaves a port open to all other packets: %s", (rule) => {
    const own = "chain own { limit rate 1/second log; tcp dport 53 return; drop; }";
    expect(read([rule, dns], own)).toEqual(limited);
  });

  test.for([
    ["udp dport 53 @th,64,64 0x1234567812345678 accept", ""],
    ["udp dport 53 @th,64,64 != 0x1234567812345678 drop", dns],
    ["udp dport 53 @th,64,64 & 0xffffff == 0x345678 drop", dns],
    ["udp dport 53 @th,64,64 0x1 drop", dns],
    ["udp dport 53 @th,64,64 { 0x123456-0x234567 } drop", dns],
    ["udp dport 53 @th,64,64 unheard-of drop", dns],
    ["udp dport 53 @th,64,64 0x1111111111111111 drop", dns],
    ["udp dport 53 @th,32,32 0x12345678 drop", dns],
    ["udp dport 53 @th,64,64 0x12345678 jump own", ""],
    ["udp dport 53 @th,64,64 0x12345678 jump missing", dns],
    ["udp dport 53 @th,64,64 0x12345678 meta mark set 1 drop", dns],
  ] as const)(
    "leaves a port in doubt if the match may matter to most packets: %s",
    ([rule, next]) => {
      const own = "chain own { udp dport 53 accept; drop; }";
      const exposure = parseNftables(chain([rule, next], own));
      expect(openAndUndetermined(exposure).undetermined).toContain("udp 53");
    },
  );
});
