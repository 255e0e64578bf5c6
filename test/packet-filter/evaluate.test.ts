import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Direction, Protocol } from "../../src/index.ts";
import { type AddressSet, addressSet } from "../../src/net/address-set.ts";
import { covers } from "../../src/net/port-range.ts";
import { portSet } from "../../src/net/port-set.ts";
import type { Family } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import { evaluate, type Verdict } from "../../src/packet-filter/evaluate.ts";
import type { Action, Match, PacketFilter, Rule, Stage } from "../../src/packet-filter/model.ts";

interface Packet {
  readonly direction: Direction;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly port: number;
  readonly peer: bigint;
}

/** With `lost`, it goes on as nobody knows, perhaps to another port. */
type Ending = "accept" | "drop" | "back" | "lost";

/** Every way that a packet may go through a chain, rule by rule: a doubtful rule holds, and does not. */
function endings(
  rules: readonly Rule[],
  packet: Packet,
  filter: PacketFilter,
  entered: readonly string[],
): ReadonlySet<Ending> {
  const [rule, ...rest] = rules;
  if (rule === undefined) {
    return new Set(["back"]);
  }
  const after = () => endings(rest, packet, filter, entered);
  if (!fits(rule.match, packet)) {
    return after();
  }
  const taken = new Set<Ending>();
  const { action } = rule;
  if (action.kind === "accept" || action.kind === "drop" || action.kind === "return") {
    taken.add(action.kind === "return" ? "back" : action.kind);
  } else if (action.kind === "unknown") {
    taken.add("lost");
  } else if (action.kind === "jump" || action.kind === "goto") {
    const chain = entered.includes(action.chain)
      ? undefined
      : filter.chain?.({ direction: packet.direction, areAnswers: false }, action.chain);
    const inside: ReadonlySet<Ending> = chain
      ? endings(chain, packet, filter, [...entered, action.chain])
      : new Set(["lost"]);
    for (const ending of inside) {
      for (const each of ending === "back" && action.kind === "jump" ? after() : [ending]) {
        taken.add(each);
      }
    }
  }
  return rule.match.doubt ? new Set([...taken, ...after()]) : taken;
}

function fits({ family, protocols, ports, peers }: Match, packet: Packet): boolean {
  return (
    (family ?? packet.family) === packet.family &&
    (protocols?.includes(packet.protocol) ?? true) &&
    (ports?.some((range) => covers(range, packet.port)) ?? true) &&
    (peers === undefined || hasAddress(peers, packet.peer))
  );
}

function hasAddress(set: AddressSet, address: bigint): boolean {
  return set.some(({ first, last }) => first <= address && address <= last);
}

/** What may become of a packet. */
function simulate(
  stages: readonly Stage[],
  filter: PacketFilter,
  packet: Packet,
): ReadonlySet<"accept" | "drop" | "lost"> {
  const found = new Set<"accept" | "drop" | "lost">();
  let isAlive = true;
  for (const stage of stages) {
    if (!isAlive || (stage.family ?? packet.family) !== packet.family) {
      continue;
    }
    const ends = new Set(
      [...endings(stage.rules, packet, filter, [])].map((ending) =>
        ending === "back" ? stage.policy : ending,
      ),
    );
    for (const ending of ["drop", "lost"] as const) {
      if (ends.has(ending)) {
        found.add(ending);
      }
    }
    isAlive = ends.has("accept") || stage.doubt !== undefined;
  }
  return isAlive ? found.add("accept") : found;
}

/** What a connection is: its answers may be dropped too, but for those of what goes on as nobody knows. */
function expectedOf(filter: PacketFilter, packet: Packet): "closed" | "open" | "unknown" {
  const first = simulate(filter.stages[packet.direction], filter, packet);
  const answers = filter.answers
    ? simulate(filter.answers[packet.direction], filter, packet)
    : new Set(["accept"]);
  const isSure = (found: ReadonlySet<string>) => found.size === 1 && found.has("accept");
  if (first.has("lost")) {
    return "unknown";
  }
  if (!first.has("accept") || !(answers.has("accept") || answers.has("lost"))) {
    return "closed";
  }
  return isSure(first) && isSure(answers) ? "open" : "unknown";
}

/** What a verdict says of a packet. */
function sayOf({ open, unknown }: Verdict, { port, peer }: Packet) {
  const isIn = (region: Verdict["open"]) =>
    region.some((strip) => covers(strip, port) && hasAddress(strip.peers, peer));
  const doubts = unknown.filter(({ region }) => isIn(region));
  return { isOpen: isIn(open), isUnknown: doubts.length > 0, doubts };
}

const chainNames = ["a", "b", "c"] as const;
const doubtTexts = ["a limit", "a mark", "a set"].map((text) => ({ text }));
const port = fc.integer({ min: 1, max: 12 });
const ports = fc
  .array(
    fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), through: Math.max(a, b) })),
    { minLength: 1, maxLength: 3 },
  )
  .map(portSet);
const peers = fc
  .array(
    fc
      .tuple(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 9n }))
      .map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a })),
    { maxLength: 3 },
  )
  .map(addressSet);

const match: fc.Arbitrary<Match> = fc
  .record({
    family: fc.constantFrom<Family | undefined>("ipv4", "ipv6", undefined, undefined),
    protocols: fc.option(
      fc.constantFrom<readonly Protocol[]>(["tcp"], ["udp"], ["tcp", "udp"], []),
      { nil: undefined, freq: 2 },
    ),
    ports: fc.option(ports, { nil: undefined, freq: 2 }),
    peers: fc.option(peers, { nil: undefined, freq: 3 }),
    doubt: fc.constantFrom(undefined, ...doubtTexts),
  })
  .map((each) =>
    // Addresses are of one family.
    each.peers && each.family === undefined ? { ...each, family: "ipv4" } : each,
  );

/** Most rules have no doubt: with many, nothing is known of any packet. */
const sureMatch = match.map((each) => ({ ...each, doubt: undefined }));

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Action>({ kind: "accept" }, { kind: "drop" }) },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: "return" }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("jump" as const, "goto" as const),
      chain: fc.constantFrom(...chainNames, ...chainNames, ...chainNames, "missing"),
    }),
  },
);

const unknownAction: fc.Arbitrary<Action> = fc.constant({
  kind: "unknown",
  doubt: { text: "a target" },
});

const rule: fc.Arbitrary<Rule> = fc.record({
  match: fc.oneof({ weight: 7, arbitrary: sureMatch }, { weight: 1, arbitrary: match }),
  action: fc.oneof({ weight: 20, arbitrary: action }, { weight: 1, arbitrary: unknownAction }),
});
const rules = fc.array(rule, { maxLength: 7 });

const stage: fc.Arbitrary<Stage> = fc.record({
  rules,
  policy: fc.constantFrom("accept" as const, "accept" as const, "drop" as const),
  family: fc.constantFrom<Family | undefined>("ipv4", "ipv6", undefined, undefined),
  doubt: fc.constantFrom(undefined, undefined, undefined, { text: "some interfaces" }),
});

const filter: fc.Arbitrary<PacketFilter> = fc
  .record({
    inbound: fc.array(stage, { maxLength: 3 }),
    outbound: fc.array(stage, { maxLength: 2 }),
    answers: fc.option(fc.array(stage, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    chains: fc.record({ a: rules, b: rules, c: rules }),
  })
  .map(({ inbound, outbound, answers, chains }) => ({
    stages: { inbound, outbound },
    answers: answers && { inbound: answers, outbound: [] },
    chain: (_: unknown, name: string) => chains[name as keyof typeof chains],
  }));

test("says of every connection what a simulation packet by packet says", () => {
  const counts = { open: 0, closed: 0, unknown: 0 };
  fc.assert(
    fc.property(filter, (filter) => {
      for (const direction of ["inbound", "outbound"] as const) {
        for (const family of ["ipv4", "ipv6"] as const) {
          for (const protocol of ["tcp", "udp"] as const) {
            const verdict = evaluate(filter, direction, family, protocol, new Budget());
            for (const port of [1, 2, 5, 7, 12, 13]) {
              for (const peer of [0n, 3n, 4n, 9n, 10n]) {
                const packet = { direction, family, protocol, port, peer };
                const { isOpen, isUnknown } = sayOf(verdict, packet);
                const said = isOpen ? "open" : isUnknown ? "unknown" : "closed";
                counts[said]++;
                expect(isOpen && isUnknown).toBe(false);
                expect(said).toBe(expectedOf(filter, packet));
              }
            }
          }
        }
      }
    }),
    { numRuns: 400 },
  );
  // The filters are such that each comes about.
  expect(Math.min(counts.open, counts.closed, counts.unknown)).toBeGreaterThan(3000);
});

const everybody: Match = {};
const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };
const only = (port: number): Match => ({ ports: [{ from: port, through: port }] });

/** What becomes of port 22 and port 80, of one base chain. */
function ask(
  rules: readonly Rule[],
  chains: Readonly<Record<string, readonly Rule[]>> = {},
  budget = new Budget(),
) {
  const verdict = evaluate(
    {
      stages: { inbound: [{ rules, policy: "drop" }], outbound: [] },
      chain: (_, name) => chains[name],
    },
    "inbound",
    "ipv4",
    "tcp",
    budget,
  );
  return [22, 80].map((port) => {
    const { isOpen, doubts } = sayOf(verdict, {
      direction: "inbound",
      family: "ipv4",
      protocol: "tcp",
      port,
      peer: 1n,
    });
    return isOpen ? "open" : doubts.length === 0 ? "closed" : doubts.map((each) => each.doubt.text);
  });
}

test("the first rule that holds decides", () => {
  expect(
    ask([
      { match: only(22), action: drop },
      { match: everybody, action: accept },
    ]),
  ).toEqual(["closed", "open"]);
  expect(
    ask([
      { match: everybody, action: accept },
      { match: only(22), action: drop },
    ]),
  ).toEqual(["open", "open"]);
});

test("a doubt that changes nothing leaves nothing unknown", () => {
  const doubt = { text: "a limit" };
  expect(
    ask([
      { match: { ...only(22), doubt }, action: accept },
      { match: everybody, action: accept },
    ]),
  ).toEqual(["open", "open"]);
  expect(ask([{ match: { ...only(22), doubt }, action: accept }])).toEqual([["a limit"], "closed"]);
});

test("an empty filter lets everything through", () => {
  expect(
    evaluate({ stages: { inbound: [], outbound: [] } }, "inbound", "ipv6", "udp", new Budget()),
  ).toEqual({
    open: [{ from: 1, through: 65535, peers: [{ first: 0n, last: (1n << 128n) - 1n }] }],
    unknown: [],
    isWithoutAnswers: false,
  });
});

test("what a chain does that is not there is unknown", () => {
  expect(ask([{ match: only(22), action: { kind: "jump", chain: "x" } }])).toEqual([
    ["a rule leads to the chain x, which is not in the text"],
    "closed",
  ]);
});

test("what comes of chains that enter each other is unknown", () => {
  expect(
    ask([{ match: only(22), action: { kind: "jump", chain: "x" } }], {
      x: [{ match: everybody, action: { kind: "goto", chain: "y" } }],
      y: [{ match: everybody, action: { kind: "jump", chain: "x" } }],
    }),
  ).toEqual([
    ["a rule leads to the chain x, which is entered from itself, or by too many jumps"],
    "closed",
  ]);
});

/** Chains that enter the next one, as often as is told. */
function nested(depth: number, jumps: number, match: (level: number) => Match = () => everybody) {
  return Object.fromEntries([
    ...Array.from({ length: depth - 1 }, (_, level) => [
      `${level}`,
      Array.from({ length: jumps }, (_, index) => ({
        match: match(level * jumps + index),
        action: { kind: "jump", chain: `${level + 1}` },
      })),
    ]),
    [`${depth - 1}`, [{ match: only(22), action: accept }]],
  ]) as Readonly<Record<string, readonly Rule[]>>;
}
const enter: Rule = { match: everybody, action: { kind: "jump", chain: "0" } };

test("chains are entered from each other 64 times, and no deeper", () => {
  expect(ask([enter], nested(64, 1))).toEqual(["open", "closed"]);
  expect(ask([enter], nested(65, 1))).toEqual([
    [expect.stringContaining("which is entered from itself, or by too many jumps")],
    [expect.stringContaining("which is entered from itself, or by too many jumps")],
  ]);
});

describe("however many ways there are", () => {
  test("jumps of the same kind are one", () => {
    expect(ask([enter], nested(60, 2))).toEqual(["open", "closed"]);
  });

  test("more than can be followed end in an error, in time", () => {
    const began = performance.now();
    const doubt = { text: "a limit" };
    expect(() =>
      ask(
        [enter],
        nested(60, 2, (level) => ({ ports: [{ from: level + 1, through: 60000 }], doubt })),
      ),
    ).toThrow(
      expect.objectContaining({
        name: "InvalidConfigurationError",
        message: expect.stringContaining("the rules combine in more ways than can be followed"),
      }),
    );
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("a budget is spent by the whole configuration", () => {
    const budget = new Budget(100);
    const rules: Rule[] = [{ match: only(22), action: accept }];
    expect(() => {
      for (let times = 0; times < 100; times++) {
        ask(rules, {}, budget);
      }
    }).toThrow("the rules combine in more ways than can be followed");
  });
});

test("of very many rules that accept or drop, the first that holds decides", () => {
  const at = (index: number) => [{ first: BigInt(index), last: BigInt(index) }];
  const many = Array.from({ length: 20_000 }, (_, index): Rule => {
    const peer = (index * 7919) % 10_000;
    return {
      match: { family: "ipv4", peers: at(peer), ports: [{ from: 1, through: 100 }] },
      action: index % 2 === (index < 10_000 ? 0 : 1) ? accept : drop,
    };
  });
  const { open, unknown } = evaluate(
    { stages: { inbound: [{ rules: many, policy: "drop" }], outbound: [] } },
    "inbound",
    "ipv4",
    "tcp",
    new Budget(),
  );
  expect(unknown).toEqual([]);
  const expected = Array.from({ length: 10_000 }, (_, index) => index)
    .filter((index) => index % 2 === 0)
    .flatMap((index) => at((index * 7919) % 10_000));
  expect(open).toEqual([{ from: 1, through: 100, peers: addressSet(expected) }]);
});
