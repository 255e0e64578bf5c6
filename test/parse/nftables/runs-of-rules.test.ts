import fc from "fast-check";
import { expect, test } from "vitest";
import { checkConnection } from "../../../src/parse/index.ts";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";

const ruleset = (rules: readonly string[], family = "inet") => `table ${family} filter {
  chain BANS {
    ip saddr 192.0.2.1 return
    ip6 saddr 2001:db8::1 return
  }
  chain LOGDROP {
    tcp dport 80 return
    drop
  }
  chain input {
    type filter hook input priority filter; policy drop;
${rules.map((rule) => `    ${rule}\n`).join("")}    ct state established accept
    meta l4proto ipv6-icmp accept
    tcp dport { 22, 80 } accept
  }
}
`;

/** Rules, some of which differ only in an address, a port or the verdict. */
const rule = fc
  .tuple(
    fc.constantFrom(
      "",
      "tcp dport 22 ",
      'iifname != "lo" ',
      'iifname "eth0" ',
      "limit rate 5/second ",
    ),
    fc.constantFrom("ip saddr", "ip daddr", "ip saddr !=", "ip6 saddr"),
    fc.constantFrom("192.0.2.1", "192.0.2.2", "192.0.2.0/24", "2001:db8::1", "2001:db8::/64", "x"),
    fc.constantFrom("counter packets 0 bytes 0 ", "tcp dport 80 ", ""),
    fc.constantFrom(
      ...["drop", "reject with tcp reset", "jump LOGDROP", "jump BANS", "goto BANS", "accept"],
      ...["return", "jump NONE", 'drop comment "a ban"', "add @seen { ip saddr }"],
    ),
  )
  .map(([before, end, address, after, verdict]) => `${before}${end} ${address} ${after}${verdict}`);

/** The exposure without origins, which differ between the two. */
const withoutLines = (rules: readonly string[]) =>
  JSON.parse(
    JSON.stringify(parseNftables(ruleset(rules)), (key, value) =>
      key === "line" || key === "position"
        ? 0
        : typeof value === "string"
          ? value.replace(/line \d+/g, "line")
          : value,
    ),
  );

test("reads consecutive similar rules as if other rules separated them", () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), (rules) => {
      const apart = rules.flatMap((each) => [each, "meta l4proto icmp drop"]);
      expect(withoutLines(rules)).toEqual(withoutLines(apart));
    }),
    { numRuns: 300 },
  );
});

const address = (index: number) => `11.${index >> 15}.${(index >> 7) & 255}.${(2 * index) & 255}`;

test.each([
  ["of a host", "counter packets 0 bytes 0 drop"],
  ["of a port", "tcp dport 22 counter packets 0 bytes 0 reject with icmp port-unreachable"],
  ["that jump", "counter packets 0 bytes 0 jump LOGDROP"],
])("reads 30,000 bans %s, and names the line of one", (_, rest) => {
  const bans = Array.from({ length: 30_000 }, (_, index) => `ip saddr ${address(index)} ${rest}`);
  const text = ruleset(bans, "ip");
  const open = parseNftables(text).rules.find(({ ports }) => ports.from === 22);
  expect(open?.except).toContain(address(29_999));
  expect(open?.except).not.toContain("11.0.0.1");
  const { verdict, answers } = checkConnection([text], {
    direction: "inbound",
    protocol: "tcp",
    port: 22,
    address: address(20_000),
  });
  expect(verdict).toBe("closed");
  expect(answers[0]?.decidedBy).toMatchObject(
    rest.includes("jump") ? { line: 8 } : { line: 12 + 20_000 },
  );
});

const json = (rules: readonly unknown[]) =>
  JSON.stringify({
    nftables: [
      { table: { family: "inet", name: "t" } },
      {
        chain: {
          ...{ family: "inet", table: "t", name: "c", type: "filter", hook: "input" },
          ...{ prio: 0, policy: "accept" },
        },
      },
      ...rules.map((expr) => ({ rule: { family: "inet", table: "t", chain: "c", expr } })),
    ],
  });

test("reads 30,000 bans in JSON", () => {
  const left = { payload: { protocol: "ip", field: "saddr" } };
  const bans = Array.from({ length: 30_000 }, (_, index) => [
    { match: { op: "==", left, right: address(index) } },
    { counter: { packets: 0, bytes: 0 } },
    { drop: null },
  ]);
  const { rules } = parseNftables(json(bans));
  expect(rules.find(({ ports }) => ports.from === 1)?.except).toContain(address(29_999));
});

test("names each rule that jumps to a missing chain", () => {
  const { notes } = parseNftables(
    ruleset(["ip saddr 192.0.2.1 jump NONE", "ip saddr 192.0.2.9 jump NONE"]),
  );
  expect(notes.filter(({ code }) => code === "not-declared").map(({ line }) => line)).toEqual([
    12, 13,
  ]);
});

test("does not merge rules that guard a machine behind an interface", () => {
  const guard = (to: string) => `ip daddr ${to} iifname != "docker0" drop`;
  const raw = `table ip raw {
  chain OUTPUT {
    type filter hook output priority raw; policy accept;
    ${guard("172.17.0.2")}
    ${guard("172.17.0.3")}
  }
}
`;
  expect(parseNftables(raw)).toMatchObject({ openedBy: { outbound: { line: 3 } } });
});
