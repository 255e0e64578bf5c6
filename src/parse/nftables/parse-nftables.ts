import { type AddressSet, addressSet } from "../../net/address-set.ts";
import { parsePrefix } from "../../net/network.ts";
import { readPortList } from "../../net/port-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction, Family, PortRange, Protocol } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import { MatchBuilder, readInterface } from "../../packet-filter/match-builder.ts";
import {
  type Action,
  type Doubt,
  type Packets,
  type Rule,
  type Stage,
  wayOf,
} from "../../packet-filter/model.ts";
import { rememberedChains, rulesInReach } from "../../packet-filter/remembered-chains.ts";
import { fitsFlags, holdsForFlags, tcpFlags } from "../../packet-filter/tcp-flags.ts";
import { excerpt } from "../../util/excerpt.ts";
import { readTexts } from "../input.ts";
import { Notes } from "../notes.ts";
import { firewallPolicy } from "../to-exposure.ts";
import { transports } from "../transport.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";
import { readNftablesJson } from "./read-json.ts";
import { readNftablesText } from "./read-text.ts";
import {
  type Decision,
  dot,
  type Item,
  type NftRule,
  type NftTable,
  NftTables,
  type Place,
  type Test,
} from "./ruleset.ts";

/**
 * Reads what `nft list ruleset` and `nft -j list ruleset` print, and files in the same language that
 * have tables and definitions alone.
 *
 * The base chains of all tables are followed in the order in which the kernel does it, so that what one
 * drops stays dropped, and a port whose answers are dropped is closed. What is not known to hold or not,
 * such as a limit of a rate, a mark, or a match of iptables, makes the ports that it touches unknown; so do
 * rules that send connections elsewhere. Commands and included files in a script make everything unknown.
 *
 * @param texts - the whole output, in one text or in several
 * @returns the policy
 * @throws {@link index.InvalidConfigurationError} for a text that is none, that is cut off, or that is
 *   too long
 *
 * @example
 * ```ts
 * import { parseNftables } from "cpanel-ports/parse";
 *
 * const { policy, notes } = parseNftables(`table inet filter {
 *   chain input {
 *     type filter hook input priority filter; policy drop;
 *     ct state established,related accept
 *     ip saddr 203.0.113.9 drop
 *     tcp dport { 22, 2087 } accept
 *     tcp dport 2083 limit rate 5/minute accept
 *   }
 * }`);
 * policy.rules.map((rule) => rule.ports.from); // => [22, 2087]
 * policy.rules[0]?.except; // => ["203.0.113.9"]
 * policy.unknown.map((each) => each.ports.from); // => [2083]
 * notes.map((note) => note.line); // => [7]
 * policy.defaults; // => { inbound: "drop", outbound: "accept" }
 * ```
 */
export function parseNftables(texts: Texts, options: ParseOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const read = new NftTables();
  let doubt: Doubt | undefined;
  for (const [index, text] of readTexts(texts, "what nft list ruleset prints").entries()) {
    const readText = text.trimStart().startsWith("{") ? readNftablesJson : readNftablesText;
    const [first] = readText(text, notes.of(index), read);
    doubt ??= first;
  }
  const tables = read.list();
  noteEmptySets(tables);
  const budget = new Budget();
  const chain = rememberedChains((packets, key) =>
    compileChain(tables, key, { packets, options, budget }),
  );
  const bothWays = (areAnswers: boolean) => ({
    inbound: stagesOf(tables, { direction: "inbound", areAnswers }, options, chain),
    outbound: stagesOf(tables, { direction: "outbound", areAnswers }, options, chain),
  });
  const stages = bothWays(false);
  const anyway = doubt ? [anything(doubt)] : [];
  return firewallPolicy(
    "nftables",
    allFamilies,
    {
      stages: {
        inbound: [...anyway, ...stages.inbound],
        outbound: [...anyway, ...stages.outbound],
      },
      answers: bothWays(true),
      chain,
    },
    notes,
  );
}

/** Says what is taken for granted of sets without elements. */
function noteEmptySets(tables: readonly NftTable[]): void {
  for (const { name, chains, sets } of tables) {
    const noted = new Set<string>();
    for (const { place, tests } of [...chains.values()].flatMap(({ rules }) => rules)) {
      for (const { values } of tests) {
        if ("set" in values && sets.get(values.set)?.length === 0 && !noted.has(values.set)) {
          noted.add(values.set);
          place.notes.add(
            "assumed",
            place.line,
            `the set ${values.set} of the table ${name} has no elements, and they are not left out as by nft -t`,
          );
        }
      }
    }
  }
}

function anything(doubt: Doubt): Stage {
  return { rules: [{ match: {}, action: { kind: "unknown", doubt } }], policy: "accept" };
}

/** The hooks that a new connection passes, in that order. */
const hooks: Readonly<Record<Direction, readonly string[]>> = {
  inbound: ["ingress", "prerouting", "input"],
  outbound: ["output", "postrouting", "egress"],
};

/** The families of tables, and which packets they see. */
const families: Readonly<Record<string, Family | "both">> = {
  inet: "both",
  ip: "ipv4",
  ip6: "ipv6",
  netdev: "both",
  bridge: "both",
};

/** Up to this priority, a chain sees a packet before its connection is known. */
const conntrackPriority = -200;

function stagesOf(
  tables: readonly NftTable[],
  packets: Packets,
  options: ParseOptions,
  chain: (packets: Packets, key: string) => readonly Rule[] | undefined,
): readonly Stage[] {
  const passed = hooks[wayOf(packets)];
  const bases = tables.flatMap((table, index) =>
    table.isDormant || !Object.hasOwn(families, table.family)
      ? []
      : [...table.chains].flatMap(([name, { base, place }]) =>
          // The kernel translates answers by itself.
          base && passed.includes(base.hook) && !(packets.areAnswers && base.type === "nat")
            ? [{ table, index, name, base, place }]
            : [],
        ),
  );
  bases.sort(
    (a, b) =>
      passed.indexOf(a.base.hook) - passed.indexOf(b.base.hook) ||
      a.base.priority - b.base.priority,
  );
  return bases.map(({ table, index, name, base, place }) => {
    const isEarly = base.hook === "ingress" || base.priority <= conntrackPriority;
    const key = keyOf(index, isEarly, name);
    const family = families[table.family];
    const isPartial =
      table.family === "bridge" || (base.device !== undefined && base.device !== options.interface);
    const why =
      table.isDormant === undefined
        ? `it is not plain whether the table ${table.name} is dormant`
        : isPartial
          ? `the chain ${name} sees packets of some interfaces alone`
          : undefined;
    return {
      family: family === "both" ? undefined : family,
      rules: chain(packets, key) as readonly Rule[],
      policy: base.policy,
      doubt: why === undefined ? undefined : place.notes.doubt(place.line, why),
    };
  });
}

function keyOf(table: number, isEarly: boolean, chain: string): string {
  return `${table} ${isEarly ? "early" : "late"} ${chain}`;
}

function compileChain(
  tables: readonly NftTable[],
  key: string,
  view: Pick<Context, "budget" | "options" | "packets">,
): readonly Rule[] | undefined {
  const [index, when, name] = key.split(" ") as [string, string, string];
  const table = tables[Number(index)] as NftTable;
  const context: Context = {
    table,
    index: Number(index),
    isEarly: when === "early",
    ...view,
  };
  const chain = table.chains.get(name);
  return chain && rulesInReach(chain.rules, (rule) => compileRule(rule, context));
}

/** What a rule is looked at with. */
interface Context {
  readonly table: NftTable;
  readonly index: number;
  readonly isEarly: boolean;
  readonly packets: Packets;
  readonly options: ParseOptions;
  /** For what short rules come to that name large sets and maps. */
  readonly budget: Budget;
}

/** What it takes to read an element of a set, to apply a test, to keep a rule, and to take a concatenation apart. */
const work = { element: 30, test: 50, rule: 400, concatenation: 400 } as const;

/** The rules that a rule comes to: one, or one for each element of its map or its concatenation. */
function compileRule(rule: NftRule, context: Context): readonly Rule[] {
  const { outcome } = rule;
  if (outcome.kind === "none") {
    return [];
  }
  if (outcome.kind !== "map") {
    return rulesOf(rule, rule.tests, outcome, context);
  }
  const { key } = outcome;
  const entries =
    typeof outcome.entries === "string" ? context.table.maps.get(outcome.entries) : outcome.entries;
  if (entries === undefined) {
    const text = `the map of ${excerpt(key)} is not understood`;
    return rulesOf(rule, rule.tests, { kind: "unknown", text }, context);
  }
  const items = entries.map(({ item }) => item).filter((item) => item !== catchAll);
  return entries.flatMap(({ item, outcome }) => {
    const test: Test =
      item === catchAll
        ? { key, operator: "!=", values: { items, isSet: true } }
        : { key, operator: "==", values: { items: [item], isSet: true } };
    return outcome.kind === "none" ? [] : rulesOf(rule, [...rule.tests, test], outcome, context);
  });
}

/** The element of a set or a map that stands for all that no other element has. */
const catchAll = "*";

function rulesOf(
  rule: NftRule,
  tests: readonly Test[],
  outcome: Decision,
  context: Context,
): readonly Rule[] {
  for (const [index, test] of tests.entries()) {
    const items = elementsOf(test, context);
    if (items) {
      context.budget.spend(items.length * work.concatenation);
      const before = tests.slice(0, index);
      const after = tests.slice(index + 1);
      return items.flatMap((item) =>
        oneRule(rule, [...before, ...partsOf(test.key, item), ...after], outcome, context),
      );
    }
  }
  return oneRule(rule, tests, outcome, context);
}

/** The elements with which a concatenation is compared; `undefined` for what is none, or not understood. */
function elementsOf(test: Test, context: Context): readonly Item[] | undefined {
  const { length } = test.key.split(dot);
  const items = length > 1 && test.operator === "==" ? itemsOf(test, context) : undefined;
  return items?.every((item) => item.split(dot).length === length) ? items : undefined;
}

/** The tests that an element of a concatenation stands for. */
function partsOf(key: string, item: Item): readonly Test[] {
  const values = item.split(dot);
  return key.split(dot).map((each, index) => ({
    key: each,
    operator: "==",
    values: { items: [values[index] as Item], isSet: true },
  }));
}

function oneRule(
  { place, unclear }: NftRule,
  tests: readonly Test[],
  outcome: Decision,
  context: Context,
): readonly Rule[] {
  context.budget.spend(work.rule + tests.length * work.test);
  const { direction, areAnswers } = context.packets;
  const builder = new MatchBuilder(direction, context.options, areAnswers);
  for (const test of tests) {
    applyTest(test, builder, context);
  }
  for (const text of unclear) {
    builder.holds(undefined, excerpt(text));
  }
  const match = builder.match(place.line, place.notes);
  return match ? [{ match, action: actionOf(outcome, place, context) }] : [];
}

function actionOf(outcome: Decision, { line, notes }: Place, { index, isEarly }: Context): Action {
  switch (outcome.kind) {
    case "unknown":
      return { kind: "unknown", doubt: notes.doubt(line, outcome.text) };
    case "jump":
    case "goto":
      return { kind: outcome.kind, chain: keyOf(index, isEarly, outcome.chain) };
    default:
      return { kind: outcome.kind };
  }
}

/** Puts a comparison on a match; one that is not understood makes it uncertain. */
function applyTest(test: Test, builder: MatchBuilder, context: Context): void {
  const { key, operator } = test;
  const [protocol = "", field = ""] = key.split(" ");
  const what = excerpt(testText(test));
  const items = itemsOf(test, context);
  if (test.mask && key !== "tcp flags") {
    otherKey(key, what, builder);
    return;
  }
  const { areAnswers } = context.packets;
  const isInbound = wayOf(context.packets) === "inbound";
  /** Whether what a packet has is among the values; `undefined` for what is not known. */
  const answerWith = (...actual: readonly (string | undefined)[]) => {
    const names = items && namesOf(key, items);
    builder.holds(
      names && isEquality(operator) && !actual.includes(undefined)
        ? names.some((name) => actual.includes(name)) !== (operator === "!=")
        : undefined,
      what,
    );
  };
  switch (key) {
    case "tcp dport":
    case "udp dport":
    case "th dport":
    case "tcp sport":
    case "udp sport":
    case "th sport": {
      if (protocol !== "th") {
        builder.protocols([protocol as Protocol]);
      }
      const ports = items && portsOf(items, operator);
      if (ports === undefined) {
        builder.holds(undefined, what);
      } else if (field === "dport") {
        builder.destinationPorts(ports, operator === "!=", what);
      } else {
        builder.sourcePorts(ports, operator === "!=", what);
      }
      return;
    }
    case "tcp flags":
      builder.protocols(["tcp"]);
      builder.holds(items && hasFlags(items, test, areAnswers), what);
      return;
    case "ip saddr":
    case "ip daddr":
    case "ip6 saddr":
    case "ip6 daddr": {
      const family = protocol === "ip" ? "ipv4" : "ipv6";
      const set = items && isEquality(operator) ? addressesOf(items, family) : undefined;
      builder.family(family);
      if (set) {
        const end = field === "saddr" ? "source" : "destination";
        builder.addresses(end, family, set, operator === "!=", what);
      } else {
        builder.holds(undefined, what);
      }
      return;
    }
    case "meta l4proto":
    case "ip protocol":
    case "ip6 nexthdr": {
      if (protocol !== "meta") {
        builder.family(protocol === "ip" ? "ipv4" : "ipv6");
      }
      const named = (items ?? []).map(readProtocol);
      if (items === undefined || !isEquality(operator) || named.includes(undefined)) {
        builder.holds(undefined, what);
      } else {
        builder.protocols(
          transports.filter((each) => named.includes(each) !== (operator === "!=")),
        );
      }
      return;
    }
    case "meta nfproto":
    case "meta protocol": {
      const named = (items ?? []).map((item) => protocolFamilies[item]);
      if (items === undefined || !isEquality(operator) || named.includes(undefined)) {
        builder.holds(undefined, what);
        return;
      }
      const seen = allFamilies.filter((each) => named.includes(each) !== (operator === "!="));
      if (seen.length < 2) {
        builder.holds(seen.length > 0, what);
        for (const family of seen) {
          builder.family(family);
        }
      }
      return;
    }
    case "meta iif":
    case "meta iifname":
    case "meta oif":
    case "meta oifname":
      if (items === undefined || !isEquality(operator) || items.some(isOtherIndex)) {
        builder.holds(undefined, what);
      } else {
        builder.interfaces(
          field.startsWith("i") ? "input" : "output",
          items.map((item) => readInterface(item === indexOfLoopback ? "lo" : item, "*")),
          operator === "!=",
          what,
        );
      }
      return;
    case "meta pkttype":
      answerWith(...(isInbound ? ["host", "unicast"] : [undefined]));
      return;
    case "ct state":
      builder.holds(
        items && !context.isEarly
          ? hasState(items, test, areAnswers ? "established" : "new")
          : undefined,
        what,
      );
      return;
    case "ct direction":
      answerWith(context.isEarly ? undefined : areAnswers ? "reply" : "original");
      return;
    case "fib daddr type":
      answerWith(isInbound ? "local" : "unicast");
      return;
    case "fib saddr type":
      answerWith(isInbound ? "unicast" : "local");
      return;
    case "fib saddr iif oif":
      // A connection comes on the interface by which its answers leave.
      answerWith(isInbound ? "exists" : undefined);
      return;
    default:
      otherKey(key, what, builder);
  }
}

/** The number of the interface of loopback, which nft prints where it prints no names. */
const indexOfLoopback = "1";

function isOtherIndex(item: Item): boolean {
  return /^\d+$/.test(item) && item !== indexOfLoopback;
}

/** A protocol above the internet protocol, by its name or number; `undefined` for what is none. */
function readProtocol(item: Item): Protocol | "other" | undefined {
  const name = item.toLowerCase();
  const number = Number(item);
  return name === "tcp" || number === 6
    ? "tcp"
    : name === "udp" || number === 17
      ? "udp"
      : /^[a-z]/.test(name) || Number.isInteger(number)
        ? "other"
        : undefined;
}

const fibTypes: Readonly<Record<string, number>> = {
  unspec: 0,
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
};

/** The words for the values of keys, and the numbers that `nft -n` prints for them. */
const words: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "ct state": { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 },
  "ct direction": { original: 0, reply: 1 },
  "fib daddr type": fibTypes,
  "fib saddr type": fibTypes,
  // Of an interface that there is, nft prints the name or any number but 0.
  "fib saddr iif oif": { missing: 0, exists: Number.NaN },
  "meta pkttype": { host: 0, unicast: 0, broadcast: 1, multicast: 2, other: 3 },
  "tcp flags": { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 },
};

/** The words for some values of a key; `undefined` where there is none for one of them. */
function namesOf(key: string, items: readonly Item[]): readonly string[] | undefined {
  const known = words[key] as Readonly<Record<string, number>>;
  const names = items.map((item) =>
    Object.hasOwn(known, item)
      ? item
      : Object.keys(known).find((name) => known[name] === Number(item)),
  );
  return names.includes(undefined) ? undefined : (names as string[]);
}

const protocolFamilies: Readonly<Record<string, Family>> = {
  ipv4: "ipv4",
  ipv6: "ipv6",
  ip: "ipv4",
  ip6: "ipv6",
  "2": "ipv4",
  "10": "ipv6",
};

/** Protocols that a packet of TCP or UDP does not have. */
const otherProtocols: ReadonlySet<string> = new Set(
  "ah arp comp dccp esp icmp icmpv6 igmp sctp udplite".split(" "),
);

/** A key of which nothing is known but the protocols. */
function otherKey(key: string, what: string, builder: MatchBuilder): void {
  const protocols = key.split(dot).map((each) => each.split(" ")[0] as string);
  for (const protocol of protocols) {
    if (protocol === "tcp" || protocol === "udp") {
      builder.protocols([protocol]);
    } else if (protocol === "ip" || protocol === "ip6") {
      builder.family(protocol === "ip" ? "ipv4" : "ipv6");
    }
  }
  builder.holds(protocols.some((each) => otherProtocols.has(each)) ? false : undefined, what);
}

function testText({ key, operator, values, mask }: Test): string {
  const list = "set" in values ? `@${values.set}` : values.items.slice(0, 10).join(",");
  return [key, ...(mask ? ["&", mask.join("|")] : []), operator, list].join(" ");
}

function isEquality(operator: Test["operator"]): boolean {
  return operator === "==" || operator === "!=";
}

/** The values that a test compares with; `undefined` for a set that is not understood. */
function itemsOf({ values }: Test, { table, budget }: Context): readonly Item[] | undefined {
  if (!("set" in values)) {
    return values.items;
  }
  // What its own rules write to it is another thing from one connection to the next.
  const items = table.written.has(values.set) ? undefined : table.sets.get(values.set);
  budget.spend((items?.length ?? 0) * work.element);
  return items;
}

function portsOf(
  items: readonly Item[],
  operator: Test["operator"],
): readonly PortRange[] | undefined {
  const ranges = readPortList(items, "-");
  if (ranges === undefined) {
    return undefined;
  }
  const [range = { from: 0, through: 0 }] = ranges;
  switch (operator) {
    case "<":
      return [{ from: 0, through: range.from - 1 }];
    case "<=":
      return [{ from: 0, through: range.from }];
    case ">":
      return [{ from: range.from + 1, through: 65535 }];
    case ">=":
      return [{ from: range.from, through: 65535 }];
    default:
      return ranges;
  }
}

function addressesOf(items: readonly Item[], family: Family): AddressSet | undefined {
  const ranges = items.map((item) => {
    const [from = "", through = from] = item.split("-");
    const first = parsePrefix(from);
    const last = parsePrefix(through);
    if (first?.family !== family || last?.family !== family) {
      return undefined;
    }
    const start = first.address - (first.address % first.size);
    if (last.address < start) {
      return undefined;
    }
    return { first: start, last: through === from ? start + first.size - 1n : last.address };
  });
  return ranges.includes(undefined)
    ? undefined
    : addressSet(ranges as { first: bigint; last: bigint }[]);
}

/** Whether a state is among some; of flags, a packet has its state alone. */
function hasState(
  items: readonly Item[],
  { key, operator, values }: Test,
  state: string,
): boolean | undefined {
  const names = namesOf(key, items);
  const isIn = names?.includes(state);
  const isSet = "set" in values || values.isSet;
  switch (isIn === undefined ? undefined : operator) {
    case "in":
      return isIn;
    case "==":
      return isIn && (isSet || items.length === 1);
    case "!=":
      return isIn && !isSet && items.length > 1 ? undefined : !isIn;
    default:
      return undefined;
  }
}

/** Whether packets have some flags. */
function hasFlags(
  items: readonly Item[],
  { key, operator, values, mask }: Test,
  areAnswers: boolean,
): boolean | undefined {
  const wanted = namesOf(key, items);
  const seen = namesOf(key, mask ?? tcpFlags);
  if (wanted === undefined || seen === undefined || "set" in values || values.isSet) {
    return undefined;
  }
  if (operator === "in" && mask === undefined) {
    return holdsForFlags(areAnswers, (flags) => wanted.some((flag) => flags.includes(flag)));
  }
  const fits = fitsFlags(seen, wanted, areAnswers);
  return fits === undefined || !isEquality(operator === "in" ? "==" : operator)
    ? undefined
    : fits !== (operator === "!=");
}
