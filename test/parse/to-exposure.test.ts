import { describe, expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Family, Origin } from "../../src/net/types.ts";
import type { BaseChain, Doubt, Match, PacketFilter, Rule } from "../../src/packet-filter/model.ts";
import { toExposure } from "../../src/parse/to-exposure.ts";

const at = (line: number): Origin => ({ input: 0, line, text: "", table: null, chain: null });
const doubtAt = (line: number, reason: string): Doubt => ({
  kind: "not-understood",
  reason,
  origin: at(line),
});

const rule = (line: number, kind: "accept" | "drop", match: Match): Rule => ({
  match,
  action: { kind },
  origin: at(line),
});
const ports = (from: number, through = from): Match => ({ ports: [{ from, through }] });
const remotes = (network: string, family: Family = "ipv4"): Match => ({
  family,
  remotes: addressesOf([network], family),
});
const chain = (policy: BaseChain["policy"], ...rules: readonly Rule[]): readonly BaseChain[] => [
  { name: "base", policy, origin: at(1), rules },
];
const open = chain("accept");
const closed = chain("drop");
const opening = (inbound: readonly BaseChain[], outbound: readonly BaseChain[]) => ({
  original: { inbound, outbound },
});

const read = (filter: PacketFilter, families: readonly Family[] = ["ipv4"]) =>
  toExposure({ title: "a firewall", families, filter }, ({ notes }) => notes);

/** Returns the open or undetermined ports, such as `tcp 22 192.0.2.1 (line 2)`. */
const say = (filter: PacketFilter, families?: readonly Family[]) => {
  const { rules, undetermined } = read(filter, families);
  return [...rules.map((each) => ({ ...each, reasons: ["open"] })), ...undetermined].map(
    (each) =>
      `${each.direction} ${each.protocol} ${each.ports.from}-${each.ports.through} ${each.sources}${each.except.length > 0 ? ` except ${each.except}` : ""} (${each.reasons.join("; ")}, line ${each.decidedBy?.line})`,
  );
};

test("opens a direction if all ports of both protocols are open", () => {
  const exposure = read(opening(open, closed));
  expect(exposure).toMatchObject({
    title: "a firewall",
    families: ["ipv4"],
    defaults: { inbound: "accept", outbound: "drop" },
    openedBy: { inbound: { line: 1 }, outbound: null },
    rules: [],
    undetermined: [],
    qualified: [],
  });
  expect(Object.isFrozen(exposure.rules)).toBe(true);
  expect("closingPlaces" in exposure).toBe(false);
});

test.for<[string, Match]>([
  ["a port", ports(22)],
  ["the first port", ports(1)],
  ["the last port", ports(65535)],
  ["a protocol", { protocols: ["udp"] }],
  ["an address", remotes("192.0.2.1")],
])("keeps a direction closed except for its open ports if %s is not open", ([, match]) => {
  const { defaults, openedBy, rules } = read(
    opening(chain("accept", rule(2, "drop", match)), closed),
  );
  expect(defaults.inbound).toBe("drop");
  expect(openedBy.inbound).toBeNull();
  expect(rules.length).toBeGreaterThan(0);
});

test("names the place that opened each port, even if adjacent ports are open to the same addresses", () => {
  const filter = opening(
    chain(
      "drop",
      rule(2, "accept", { ...ports(20, 21), protocols: ["tcp"] }),
      rule(3, "accept", { ...ports(22, 29), protocols: ["tcp"] }),
      rule(4, "accept", { ...ports(30), ...remotes("192.0.2.1"), protocols: ["tcp"] }),
      rule(5, "accept", { ...ports(53), protocols: ["udp"] }),
    ),
    closed,
  );
  expect(say(filter)).toEqual([
    "inbound tcp 20-21 any (open, line 2)",
    "inbound tcp 22-29 any (open, line 3)",
    "inbound tcp 30-30 192.0.2.1 (open, line 4)",
    "inbound udp 53-53 any (open, line 5)",
  ]);
});

test("joins ports that are undetermined for the same reasons, and names the place that left most of them in doubt", () => {
  const [a, b] = [doubtAt(2, "a"), doubtAt(3, "b")];
  const tcp = (match: Match): Match => ({ ...match, protocols: ["tcp"] });
  const filter = opening(
    chain(
      "drop",
      rule(2, "accept", tcp({ ...ports(20, 25), ...remotes("192.0.2.0/28"), doubt: a })),
      rule(3, "accept", tcp({ ...ports(24, 29), ...remotes("192.0.2.0/24"), doubt: b })),
    ),
    closed,
  );
  expect(say(filter)).toEqual([
    "inbound tcp 20-23 192.0.2.0/28 (a, line 2)",
    "inbound tcp 24-25 192.0.2.0/24 (a; b, line 3)",
    "inbound tcp 26-29 192.0.2.0/24 (b, line 3)",
  ]);
});

describe("outbound ports on which the server reaches only a few machines", () => {
  const reaching = (...networks: readonly (readonly [number, string, Match])[]) =>
    opening(
      closed,
      chain(
        "drop",
        ...networks.map(([line, network, match]) =>
          rule(line, "accept", { ...remotes(network), protocols: ["tcp"], ...match }),
        ),
      ),
    );
  const few = "the server can connect to only some addresses";

  test("leaves outbound ports to a few machines undetermined", () => {
    expect(say(reaching([2, "192.0.2.1", ports(25)]))).toEqual([
      `outbound tcp 25-25 any (${few}, line 2)`,
    ]);
  });

  test("opens outbound ports to at least half of all addresses", () => {
    expect(say(reaching([2, "0.0.0.0/1", ports(25)]))).toEqual([
      "outbound tcp 25-25 0.0.0.0/1 (open, line 2)",
    ]);
    expect(say(reaching([2, "0.0.0.0/2", ports(25)], [3, "64.0.0.0/3", ports(25)]))).toEqual([
      `outbound tcp 25-25 any (${few}, line 2)`,
    ]);
  });

  test("opens outbound ports to machines that are reached on most ports", () => {
    expect(say(reaching([2, "192.0.2.1", ports(1, 65535)]))).toEqual([
      "outbound tcp 1-65535 192.0.2.1 (open, line 2)",
    ]);
    expect(
      say(reaching([2, "192.0.2.1", ports(1, 65535)], [3, "192.0.2.9", ports(25)])).filter((each) =>
        each.includes(few),
      ),
    ).toEqual([`outbound tcp 25-25 any (${few}, line 3)`]);
  });

  test("names the rule about a port, not the rule about machines that are reached on most ports", () => {
    const rules = [
      [2, "192.0.2.1", ports(1, 65535)],
      [3, "192.0.2.60", ports(3306)],
    ] as const;
    for (const each of [rules, rules.toReversed()]) {
      expect(say(reaching(...each)).filter((text) => text.includes(few))).toEqual([
        `outbound tcp 3306-3306 any (${few}, line 3)`,
      ]);
    }
  });

  test("closes outbound ports to non-unicast addresses", () => {
    expect(say(reaching([2, "224.0.0.1", ports(25)]))).toEqual([]);
    expect(say(reaching([2, "224.0.0.1", ports(25)], [3, "192.0.2.1", ports(26)]))).toEqual([
      `outbound tcp 26-26 any (${few}, line 3)`,
    ]);
  });

  test("keeps outbound ports open over the other family", () => {
    const filter = reaching(
      [2, "192.0.2.1", ports(25)],
      [3, "::/0", { ...remotes("::/0", "ipv6"), ...ports(25) }],
    );
    expect(say(filter, ["ipv4", "ipv6"])).toEqual([
      "outbound tcp 25-25 ::/0 (open, line 3)",
      `outbound tcp 25-25 0.0.0.0/0 (${few}, line 2)`,
    ]);
  });

  test("opens inbound ports to a few machines", () => {
    const { original } = reaching([2, "192.0.2.1", ports(25)]);
    expect(say(opening(original.outbound, closed))).toEqual([
      "inbound tcp 25-25 192.0.2.1 (open, line 2)",
    ]);
  });
});

describe("warnings about established connections", () => {
  const notes = (filter: PacketFilter) =>
    read(filter).notes.map(({ kind, code, input, line, text }) => [kind, code, input, line, text]);
  const both = { inbound: open, outbound: open };

  test("warns that replies are blocked, by direction", () => {
    expect(
      notes({ original: both, reply: { inbound: closed, outbound: open } }).map(([, ...each]) =>
        each.join(),
      ),
    ).toEqual([
      "reply-packets,0,,reply traffic is blocked: no rule lets out packets of established connections",
    ]);
    expect(notes({ original: both, reply: { inbound: open, outbound: closed } })).toEqual([
      [
        "warning",
        "reply-packets",
        0,
        null,
        "reply traffic is blocked: no rule lets in packets of established connections",
      ],
    ]);
  });

  test("warns that later packets are blocked, by direction", () => {
    expect(notes({ original: both, later: { inbound: closed, outbound: open } })).toEqual([
      [
        "warning",
        "later-packets",
        0,
        null,
        "connections stop after their first packet: no rule lets in packets of established connections",
      ],
    ]);
    expect(notes({ original: both, later: { inbound: open, outbound: closed } })).toEqual([
      [
        "warning",
        "later-packets",
        0,
        null,
        "connections stop after their first packet: no rule lets out packets of established connections",
      ],
    ]);
  });

  test("warns only if a connection is opened", () => {
    expect(notes({ original: { inbound: closed, outbound: closed }, reply: both })).toEqual([]);
    expect(notes({ original: both, reply: both, later: both })).toEqual([]);
    const udp = chain("drop", rule(2, "accept", { protocols: ["udp"] }));
    expect(
      notes({
        original: { inbound: udp, outbound: closed },
        later: { inbound: closed, outbound: closed },
      }),
    ).toEqual([]);
  });
});
