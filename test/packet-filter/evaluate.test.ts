import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Direction, Protocol } from "../../src/index.ts";
import {
  type AddressRange,
  type AddressSet,
  addressSet,
  uniteAll,
} from "../../src/net/address-set.ts";
import { covers } from "../../src/net/port-range.ts";
import { portSet } from "../../src/net/port-set.ts";
import type { Family, Origin } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import { Deciders, type Decisions } from "../../src/packet-filter/decisions.ts";
import { evaluate, type Verdict } from "../../src/packet-filter/evaluate.ts";
import type {
  Action,
  BaseChain,
  Chain,
  Doubt,
  Match,
  MissingChain,
  PacketFilter,
  Rule,
} from "../../src/packet-filter/model.ts";
import {
  initialState,
  type PacketState,
  type StateChange,
  type StateTest,
  stateOfReply,
  withMembership,
} from "../../src/packet-filter/packet-state.ts";
import { rangesOf } from "../support/ranges-of.ts";

/** A separate place for each rule. */
function originAt(line: number): Origin {
  return { input: 0, line, text: "", table: null, chain: null };
}

function doubtOf(reason: string): Doubt {
  return { kind: "not-understood", reason, origin: null };
}

/** A condition that differs only for connections that are not typical: a set or a rate. */
function typicalDoubt(kind: "rate" | "who", reason: string, typically: boolean): Doubt {
  return { kind, reason, origin: null, typically };
}

/** The possible results of a rule in doubt: it matches, or it does not. */
type World = (doubt: Doubt) => readonly boolean[];

/** The results for connections that are in no set and below every limit; other doubts allow both. */
const typicalWorld: World = ({ typically }) =>
  typically === undefined ? [true, false] : [typically];

/** Every rule independently, as if each had its own set. */
const everyWorld: World = () => [true, false];

/** The results for connections that are in some sets or above some limits. */
function worldOf(deviating: ReadonlySet<string>): World {
  return ({ reason, typically }) =>
    typically === undefined ? [true, false] : [typically !== deviating.has(reason)];
}

interface Packet {
  readonly direction: Direction;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly port: number;
  readonly remote: bigint;
}

/** With `lost`, the packet continues in an undetermined way, perhaps to another port. */
type Ending = "accept" | "drop" | "back" | "lost";

/** The way a packet leaves a chain, and its state. */
interface Way {
  readonly ending: Ending;
  readonly state: PacketState;
}

function distinct(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}

/** Returns every path of a packet through a chain in a world, rule by rule. */
function waysThrough(
  rules: readonly Rule[],
  packet: Packet,
  state: PacketState,
  world: World,
  entered: readonly Chain[],
): readonly Way[] {
  const [rule, ...rest] = rules;
  if (rule === undefined) {
    return [{ ending: "back", state }];
  }
  const after = (then: PacketState) => waysThrough(rest, packet, then, world, entered);
  const matches = rule.match.doubt ? world(rule.match.doubt) : [true];
  if (!fits(rule.match, packet, state) || !matches.includes(true)) {
    return after(state);
  }
  const { action } = rule;
  const changed = rule.change?.(state) ?? state;
  const taken = (): readonly Way[] => {
    switch (action.kind) {
      case "accept":
      case "drop":
        return [{ ending: action.kind, state: changed }];
      case "return":
        return [{ ending: "back", state: changed }];
      case "undetermined":
        return [{ ending: "lost", state: changed }];
      case "continue":
        return after(changed);
      default: {
        const { chain } = action;
        return "doubt" in chain || entered.includes(chain)
          ? [{ ending: "lost", state: changed }]
          : waysThrough(chain.rules, packet, changed, world, [...entered, chain]).flatMap((way) =>
              way.ending === "back" && action.kind === "jump" ? after(way.state) : [way],
            );
      }
    }
  };
  return distinct([...taken(), ...(matches.includes(false) ? after(state) : [])]);
}

function fits(
  { family, protocols, ports, remotes, when }: Match,
  packet: Packet,
  state: PacketState = initialState,
): boolean {
  return (
    (when?.(state, packet.protocol) ?? true) &&
    (family ?? packet.family) === packet.family &&
    (protocols?.includes(packet.protocol) ?? true) &&
    (ports?.some((range) => covers(range, state.port ?? packet.port)) ?? true) &&
    (remotes === undefined || hasAddress(remotes, packet.remote))
  );
}

function hasAddress(set: AddressSet, address: bigint): boolean {
  return rangesOf(set).some(({ first, last }) => first <= address && address <= last);
}

/** The possible fates of a packet, and its possible states. */
function simulate(
  chains: readonly BaseChain[],
  packet: Packet,
  world: World,
  start: readonly PacketState[],
) {
  const found = new Set<"accept" | "drop" | "lost">();
  let states = start;
  for (const chain of chains) {
    if ((chain.family ?? packet.family) !== packet.family) {
      continue;
    }
    const ends = states
      .flatMap((state): readonly Way[] =>
        chain.isOfNat && state.isUntracked
          ? [{ ending: "accept", state }]
          : waysThrough(chain.rules, packet, state, world, []),
      )
      .map(({ ending, state }) => ({ ending: ending === "back" ? chain.policy : ending, state }));
    for (const { ending } of ends) {
      if (ending !== "accept") {
        found.add(ending);
      }
    }
    const passed = distinct(ends.filter(({ ending }) => ending === "accept"));
    states = chain.doubt ? states : passed.map(({ state }) => state);
  }
  return { found: states.length > 0 ? found.add("accept") : found, states };
}

/** Returns the verdict on a connection: its replies may also be dropped, except replies to lost packets. */
function expectedOf(
  filter: PacketFilter,
  packet: Packet,
  world: World,
): "closed" | "open" | "undetermined" {
  const { found: first, states } = simulate(filter.original[packet.direction], packet, world, [
    initialState,
  ]);
  if (first.has("lost")) {
    return "undetermined";
  }
  const replies = filter.reply
    ? simulate(filter.reply[packet.direction], packet, world, states.map(stateOfReply)).found
    : new Set(["accept"]);
  const isSure = (found: ReadonlySet<string>) => found.size === 1 && found.has("accept");
  if (!first.has("accept") || !(replies.has("accept") || replies.has("lost"))) {
    return "closed";
  }
  return isSure(first) && isSure(replies) ? "open" : "undetermined";
}

/** Returns the part of a verdict that applies to a packet. */
function sayOf({ open, undetermined, qualified }: Verdict, { port, remote }: Packet) {
  const isIn = (packets: Verdict["open"]) =>
    packets.some(
      (interval) => covers(interval, port) && hasAddress(interval.value.remotes, remote),
    );
  const doubts = undetermined.filter(({ packets }) => isIn(packets));
  const reasons = (isOpen: boolean) =>
    qualified
      .filter(({ qualification }) => (qualification === "may-be-open-to-some") === isOpen)
      .filter(({ packets }) => isIn(packets))
      .map(({ doubt }) => doubt.reason);
  return {
    isOpen: isIn(open),
    isUndetermined: doubts.length > 0,
    doubts,
    closedFor: reasons(false),
    openFor: reasons(true),
  };
}

const chainNames = ["a", "b", "c"] as const;
const sets = ["bans", "friends", "a rate"] as const;
const doubts = [
  ...["a mark", "a user"].map(doubtOf),
  ...sets.flatMap((set) =>
    [false, true].map((typically) =>
      typicalDoubt(set === "a rate" ? "rate" : "who", set, typically),
    ),
  ),
];
const port = fc.integer({ min: 1, max: 12 });
const ports = fc
  .array(
    fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), through: Math.max(a, b) })),
    { minLength: 1, maxLength: 3 },
  )
  .map(portSet);
const remotes = fc.array(
  fc
    .tuple(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 9n }))
    .map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a })),
  { maxLength: 3 },
);

/** Changes of and conditions on the packet state; most rules have neither. */
const change = fc.constantFrom<StateChange | undefined>(
  (state) => ({ ...state, mark: 1 }),
  (state) => ({ ...state, connectionMark: state.mark }),
  (state) => ({ ...state, isUntracked: true }),
  (state) => withMembership(state, "s", true),
  (state) => withMembership(state, "s", false),
  ...Array.from({ length: 14 }, () => undefined),
);
const translation = fc.constantFrom<StateChange>(
  (state) => ({ ...state, isTranslated: true, port: 5 }),
  (state) => ({ ...state, isTranslated: true, port: 7 }),
  (state) => ({ ...state, isTranslated: true }),
);
const when = fc.constantFrom<StateTest | undefined>(
  ({ mark }) => mark === 1,
  ({ mark }) => mark !== 1,
  ({ connectionMark }) => connectionMark === 1,
  ({ isUntracked }) => !isUntracked,
  ({ isUnseen }, protocol) => isUnseen && protocol === "tcp",
  ({ isTranslated }) => isTranslated,
  ({ memberships }) => memberships.includes("s"),
  ...Array.from({ length: 28 }, () => undefined),
);

/** Addresses are of one family. */
function ofOneFamily(
  family: Family | undefined,
  ranges: readonly AddressRange[] | undefined,
): Pick<Match, "family" | "remotes"> {
  return ranges === undefined
    ? { family, remotes: undefined }
    : { family: family ?? "ipv4", remotes: addressSet(ranges, family ?? "ipv4") };
}

const match: fc.Arbitrary<Match> = fc
  .record({
    family: fc.constantFrom<Family | undefined>("ipv4", "ipv6", undefined, undefined),
    protocols: fc.option(
      fc.constantFrom<readonly Protocol[]>(["tcp"], ["udp"], ["tcp", "udp"], []),
      { nil: undefined, freq: 2 },
    ),
    ports: fc.option(ports, { nil: undefined, freq: 2 }),
    remotes: fc.option(remotes, { nil: undefined, freq: 3 }),
    when,
    doubt: fc.constantFrom(undefined, ...doubts),
  })
  .map(({ family, remotes: ranges, ...each }) => ({ ...each, ...ofOneFamily(family, ranges) }));

/** Most rules are not in doubt: with many doubts, every packet is undetermined. */
const sureMatch = match.map((each) => ({ ...each, doubt: undefined }));

/** A rule whose chain is not known yet. */
interface Draft {
  readonly match: Match;
  readonly kind: "accept" | "continue" | "drop" | "goto" | "jump" | "return" | "undetermined";
  readonly change?: StateChange | undefined;
  readonly target: (typeof chainNames)[number] | "missing";
}

const draft: fc.Arbitrary<Draft> = fc
  .record({
    match: fc.oneof({ weight: 5, arbitrary: sureMatch }, { weight: 1, arbitrary: match }),
    kind: fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom("accept" as const, "drop" as const) },
      { weight: 15, arbitrary: fc.constant("return" as const) },
      { weight: 20, arbitrary: fc.constant("continue" as const) },
      { weight: 45, arbitrary: fc.constantFrom("jump" as const, "goto" as const) },
      { weight: 6, arbitrary: fc.constant("undetermined" as const) },
    ),
    target: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...chainNames) },
      { weight: 1, arbitrary: fc.constant("missing" as const) },
    ),
    change,
    translation: fc.option(translation, { freq: 3 }),
  })
  // A translation ends the path through its chain.
  .map(({ translation, ...each }) =>
    each.kind === "accept" && translation ? { ...each, change: translation } : each,
  );

const drafts = fc.array(draft, { maxLength: 7 });

/** Rules without doubts, one of which decides about each packet. */
const certainDrafts = drafts.map((all) =>
  all.map(
    (each): Draft => ({
      ...each,
      change: undefined,
      match: { ...each.match, doubt: undefined, when: undefined },
      kind: each.kind === "undetermined" || each.kind === "continue" ? "accept" : each.kind,
      target: each.target === "missing" ? "a" : each.target,
    }),
  ),
);

/** Creates chains from drafts, each rule with its own line. */
function chainsOf(named: Readonly<Record<(typeof chainNames)[number], readonly Draft[]>>) {
  let line = 0;
  const chains = new Map<string, { readonly name: string; rules: readonly Rule[] }>(
    chainNames.map((name) => [name, { name, rules: [] }]),
  );
  const missing: MissingChain = { name: "missing", doubt: doubtOf("a chain is missing") };
  const link = (all: readonly Draft[]): readonly Rule[] =>
    all.map(({ match, kind, target, change }) => {
      const action: Action =
        kind === "undetermined"
          ? { kind, doubt: doubtOf("a target") }
          : kind === "jump" || kind === "goto"
            ? { kind, chain: chains.get(target) ?? missing }
            : { kind };
      return { match, change, action, origin: originAt(++line) };
    });
  for (const name of chainNames) {
    Object.assign(chains.get(name) as object, { rules: link(named[name]) });
  }
  return link;
}

const baseChain = (drafted: typeof drafts) =>
  fc.record({
    name: fc.constant("base"),
    drafted,
    policy: fc.constantFrom("accept" as const, "accept" as const, "drop" as const),
    family: fc.constantFrom<Family | undefined>("ipv4", "ipv6", undefined, undefined),
    doubt: fc.constantFrom(undefined, undefined, undefined, doubtOf("some interfaces")),
    isOfNat: fc.boolean(),
  });

const filter: fc.Arbitrary<PacketFilter> = fc
  .record({
    inbound: fc.array(baseChain(drafts), { maxLength: 3 }),
    outbound: fc.array(baseChain(drafts), { maxLength: 2 }),
    replies: fc.option(fc.array(baseChain(drafts), { minLength: 1, maxLength: 2 }), {
      nil: undefined,
    }),
    chains: fc.record({ a: drafts, b: drafts, c: drafts }),
  })
  .map(({ inbound, outbound, replies, chains }) => {
    const link = chainsOf(chains);
    const linked = (all: typeof inbound): readonly BaseChain[] =>
      all.map(({ drafted, ...chain }) => ({
        ...chain,
        rules: link(drafted),
        origin: originAt(0),
      }));
    return {
      original: { inbound: linked(inbound), outbound: linked(outbound) },
      reply: replies && { inbound: linked(replies), outbound: [] },
    };
  });

/** Every combination of sets that contain a connection, and of limits that it exceeds. */
const deviations = [1, 2, 3, 4, 5, 6, 7].map((bits) =>
  sets.filter((_, index) => bits & (1 << index)),
);

test("agrees with a packet-by-packet simulation for every connection", () => {
  const counts = { open: 0, closed: 0, undetermined: 0, qualified: 0 };
  fc.assert(
    fc.property(filter, (filter) => {
      const wrong: object[] = [];
      for (const direction of ["inbound", "outbound"] as const) {
        for (const family of ["ipv4", "ipv6"] as const) {
          for (const protocol of ["tcp", "udp"] as const) {
            const verdict = evaluate(filter, direction, family, protocol, new Budget());
            for (const port of [1, 2, 5, 7, 12, 13]) {
              for (const remote of [0n, 3n, 4n, 9n, 10n]) {
                const packet = { direction, family, protocol, port, remote };
                const { isOpen, isUndetermined, closedFor, openFor } = sayOf(verdict, packet);
                const said = isOpen ? "open" : isUndetermined ? "undetermined" : "closed";
                counts[said]++;
                const expected = expectedOf(filter, packet, typicalWorld);
                if ((isOpen && isUndetermined) || said !== expected) {
                  wrong.push({ packet, isOpen, isUndetermined, expected });
                }
                const changes = expectedOf(filter, packet, everyWorld) !== expected;
                const mayClose = changes && expected === "open";
                const mayOpen = changes && expected === "closed";
                counts.qualified += mayClose || mayOpen ? 1 : 0;
                if (mayClose !== closedFor.length > 0 || mayOpen !== openFor.length > 0) {
                  wrong.push({ packet, expected, closedFor, openFor });
                }
                for (const deviating of changes ? deviations : []) {
                  const other = expectedOf(filter, packet, worldOf(new Set(deviating)));
                  const reasons = expected === "open" ? closedFor : openFor;
                  if (
                    expected !== "undetermined" &&
                    other !== expected &&
                    !deviating.some((each) => reasons.includes(each))
                  ) {
                    wrong.push({ packet, expected, other, deviating, reasons });
                  }
                }
              }
            }
          }
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 250 },
  );
  // The filters cover each case.
  expect(Math.min(counts.open, counts.closed, counts.undetermined)).toBeGreaterThan(1000);
  expect(counts.qualified).toBeGreaterThan(200);
});

/** Returns the rule that accepts a packet, or else the policy of its chain; `undefined` if it is dropped. */
function deciderOf(chain: BaseChain, packet: Packet): Origin | null | undefined {
  const walk = (rules: readonly Rule[], depth: number): Rule | "back" => {
    for (const rule of rules) {
      if (fits(rule.match, packet)) {
        if (!("chain" in rule.action)) {
          return rule.action.kind === "return" ? "back" : rule;
        }
        const { chain } = rule.action;
        const ended = depth > 5 ? rule : "doubt" in chain ? rule : walk(chain.rules, depth + 1);
        if (ended !== "back" || rule.action.kind === "goto") {
          return ended;
        }
      }
    }
    return "back";
  };
  const rule = walk(chain.rules, 0);
  if (rule === "back") {
    return chain.policy === "accept" ? chain.origin : undefined;
  }
  return rule.action.kind === "accept" ? rule.origin : undefined;
}

test("names the place that decided about most addresses of a port, and these addresses", () => {
  fc.assert(
    fc.property(
      baseChain(certainDrafts),
      fc.record({ a: certainDrafts, b: certainDrafts, c: certainDrafts }),
      ({ drafted, ...base }, chains) => {
        const link = chainsOf(chains);
        const chain: BaseChain = {
          ...base,
          family: undefined,
          doubt: undefined,
          rules: link(drafted),
          origin: originAt(0),
        };
        const packetFilter = { original: { inbound: [chain], outbound: [] } };
        const { open } = evaluate(packetFilter, "inbound", "ipv4", "tcp", new Budget());
        for (const { from, value } of open) {
          const most = new Deciders().mostOf(value.decisions as Decisions, value.remotes);
          const deciders = new Map(
            [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n].map((remote) => [
              remote,
              deciderOf(chain, {
                direction: "inbound",
                family: "ipv4",
                protocol: "tcp",
                port: from,
                remote,
              }),
            ]),
          );
          for (const [remote, decider] of deciders) {
            if (hasAddress(most.share, remote)) {
              expect(decider).toBe(most.origin);
            }
          }
          expect(most.share.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 600 },
  );
});

test("names the policy of the last chain with rules if no rule accepts", () => {
  const chain = (line: number, rules: readonly Rule[]): BaseChain => ({
    name: `line ${line}`,
    rules,
    policy: "accept",
    origin: originAt(line),
  });
  const rule: Rule = { match: only(22), action: accept, origin: originAt(10) };
  const originsOf = (...chains: readonly BaseChain[]) => {
    const { open } = evaluate(
      { original: { inbound: chains, outbound: [] } },
      "inbound",
      "ipv4",
      "tcp",
      new Budget(),
    );
    const deciders = new Deciders();
    return open.map(({ from, value }) => {
      const { origin } = deciders.mostOf(value.decisions as Decisions, value.remotes);
      return `${from}: ${origin?.line}`;
    });
  };
  expect(originsOf(chain(1, []), chain(2, []))).toEqual(["1: 1"]);
  expect(originsOf(chain(1, []), chain(2, [rule]), chain(3, []))).toEqual([
    "1: 2",
    "22: 10",
    "23: 2",
  ]);
  expect(originsOf(chain(1, [rule]), chain(2, []))).toEqual(["1: 1", "22: 10", "23: 1"]);
  const from = (address: bigint, last: bigint, line: number): Rule => ({
    match: { ...only(22), remotes: [Number(address), Number(last) + 1] },
    action: accept,
    origin: originAt(line),
  });
  const closed: Rule = { match: only(23), action: drop, origin: originAt(20) };
  const few: BaseChain = { ...chain(1, [from(1n, 9n, 11), from(10n, 99n, 12)]), policy: "drop" };
  expect(originsOf(few, chain(2, [closed]))).toEqual(["22: 12"]);
  // A rule that accepts most addresses of a port decides about it, whatever policy accepts the others.
  const most = chain(1, [from(0n, (1n << 32n) - 100n, 11)]);
  expect(originsOf(most, chain(2, [closed]))).toEqual(["1: 2", "22: 11", "24: 2"]);
  // A decision without a place is replaced by a policy with one.
  const implicit: Rule = { match: only(22), action: accept, origin: null };
  expect(originsOf(chain(1, [implicit]), chain(2, [closed]))).toEqual(["1: 2", "22: 2", "24: 2"]);
  // A rule that only counts decides nothing.
  const counter: Rule = { match: everybody, action: { kind: "continue" }, origin: originAt(30) };
  expect(originsOf(chain(1, [rule]), chain(2, [counter, closed]))).toEqual([
    "1: 2",
    "22: 10",
    "24: 2",
  ]);
});

test("leaves packets undetermined beyond the limit on states", () => {
  const mark = doubtOf("a mark");
  const undeterminedAfter = (rules: number) => {
    const marking = Array.from(
      { length: rules },
      (_, index): Rule => ({
        match: { ...only(22), doubt: mark },
        change: (state) => ({ ...state, mark: state.mark + 2 ** index }),
        action: { kind: "continue" },
        origin: null,
      }),
    );
    const { open, undetermined } = evaluate(
      {
        original: {
          inbound: [{ name: "base", rules: marking, policy: "accept", origin: null }],
          outbound: [],
        },
      },
      "inbound",
      "ipv4",
      "tcp",
      new Budget(),
    );
    expect(open.some((interval) => covers(interval, 22))).toBe(undetermined.length === 0);
    return undetermined.map(({ doubt, packets }) => [
      doubt.kind,
      doubt.reason,
      packets.map(({ from, through }) => [from, through]),
    ]);
  };
  const tooMany = "the rules set too many marks, or fill too many sets, to be followed";
  expect(undeterminedAfter(8)).toEqual([]);
  expect(undeterminedAfter(9)).toEqual([
    ["not-understood", "a mark", [[22, 22]]],
    ["state", tooMany, [[22, 22]]],
  ]);
});

const everybody: Match = {};
const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };
const only = (port: number): Match => ({ ports: [{ from: port, through: port }] });
const rule = (match: Match, action: Action): Rule => ({ match, action, origin: null });

/** Returns the verdicts on ports 22 and 80 in one base chain. */
function ask(rules: readonly Rule[], budget = new Budget()) {
  const verdict = evaluate(
    {
      original: {
        inbound: [{ name: "base", rules, policy: "drop", origin: null }],
        outbound: [],
      },
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
      remote: 1n,
    });
    return isOpen
      ? "open"
      : doubts.length === 0
        ? "closed"
        : doubts.map((each) => each.doubt.reason);
  });
}

test("lets the first rule that matches decide", () => {
  expect(ask([rule(only(22), drop), rule(everybody, accept)])).toEqual(["closed", "open"]);
  expect(ask([rule(everybody, accept), rule(only(22), drop)])).toEqual(["open", "open"]);
});

test("ignores a doubt that changes nothing", () => {
  const doubt = doubtOf("a rate limit");
  expect(ask([rule({ ...only(22), doubt }, accept), rule(everybody, accept)])).toEqual([
    "open",
    "open",
  ]);
  expect(ask([rule({ ...only(22), doubt }, accept)])).toEqual([["a rate limit"], "closed"]);
});

test("lets everything through an empty filter", () => {
  const remotes = [0n, 1n << 128n];
  expect(
    evaluate({ original: { inbound: [], outbound: [] } }, "inbound", "ipv6", "udp", new Budget()),
  ).toEqual({
    open: [{ from: 1, through: 65535, value: { remotes } }],
    undetermined: [],
    dropped: [],
    qualified: [],
    hasNoReplies: false,
    hasNoLater: false,
  });
});

test("leaves packets that enter a missing chain undetermined", () => {
  const chain: MissingChain = { name: "x", doubt: doubtOf("the chain x is not in the input") };
  expect(ask([rule(only(22), { kind: "jump", chain })])).toEqual([
    ["the chain x is not in the input"],
    "closed",
  ]);
});

test("leaves packets in circular jumps undetermined", () => {
  const y = { name: "y", rules: [] as Rule[] };
  const x: Chain = { name: "x", rules: [rule(everybody, { kind: "goto", chain: y })] };
  y.rules.push(rule(everybody, { kind: "jump", chain: x }));
  expect(ask([rule(only(22), { kind: "jump", chain: x })])).toEqual([
    ["a rule jumps to chain x, which is entered from itself or through too many jumps"],
    "closed",
  ]);
});

/** A jump through a sequence of chains, the last of which accepts port 22. */
function nested(
  depth: number,
  jumps: number,
  match: (level: number) => Match = () => everybody,
): readonly Rule[] {
  let chain: Chain = { name: `${depth - 1}`, rules: [rule(only(22), accept)] };
  for (let level = depth - 2; level >= 0; level--) {
    const next = chain;
    chain = {
      name: `${level}`,
      rules: Array.from({ length: jumps }, (_, index) =>
        rule(match(level * jumps + index), { kind: "jump", chain: next }),
      ),
    };
  }
  return [rule(everybody, { kind: "jump", chain })];
}

test("follows jumps up to a depth of 64", () => {
  expect(ask(nested(64, 1))).toEqual(["open", "closed"]);
  expect(ask(nested(65, 1))).toEqual([
    [expect.stringContaining("which is entered from itself or through too many jumps")],
    [expect.stringContaining("which is entered from itself or through too many jumps")],
  ]);
});

describe("any number of paths", () => {
  test("combines equal jumps", () => {
    expect(ask(nested(60, 2))).toEqual(["open", "closed"]);
  });

  test("rejects rules that exceed its budget", () => {
    const doubt = doubtOf("a rate limit");
    expect(() =>
      ask(nested(60, 2, (level) => ({ ports: [{ from: level + 1, through: 60000 }], doubt }))),
    ).toThrow(
      expect.objectContaining({
        name: "InvalidConfigurationError",
        message: expect.stringContaining("the rules combine in too many ways to follow"),
      }),
    );
  });

  test("spends work only on the ports of a chain", () => {
    const rules = Array.from({ length: 16_000 }, (_, index): Rule => {
      const chain = { name: `port ${index}`, rules: [rule(everybody, accept)] };
      return rule(only(1 + index), { kind: "jump", chain });
    });
    expect(ask(rules, new Budget(64 * 16_000))).toEqual(["open", "open"]);
  });

  test("spends one budget on a whole configuration", () => {
    const budget = new Budget(100);
    const rules = [rule(only(22), accept)];
    expect(() => {
      for (let times = 0; times < 100; times++) {
        ask(rules, budget);
      }
    }).toThrow("the rules combine in too many ways to follow");
  });
});

test("lets the first matching rule of very many decide", () => {
  const at = (index: number) => [index, index + 1];
  const many = Array.from({ length: 20_000 }, (_, index): Rule => {
    const remote = (index * 7919) % 10_000;
    return rule(
      { family: "ipv4", remotes: at(remote), ports: [{ from: 1, through: 100 }] },
      index % 2 === (index < 10_000 ? 0 : 1) ? accept : drop,
    );
  });
  const { open, undetermined } = evaluate(
    {
      original: {
        inbound: [{ name: "base", rules: many, policy: "drop", origin: null }],
        outbound: [],
      },
    },
    "inbound",
    "ipv4",
    "tcp",
    new Budget(),
  );
  expect(undetermined).toEqual([]);
  const expected = Array.from({ length: 10_000 }, (_, index) => index)
    .filter((index) => index % 2 === 0)
    .map((index) => at((index * 7919) % 10_000));
  expect(open).toMatchObject([{ from: 1, through: 100, value: { remotes: uniteAll(expected) } }]);
});
