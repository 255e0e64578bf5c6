import { InvalidConfigurationError } from "../../errors.ts";
import { type AddressSet, addressSet } from "../../net/address-set.ts";
import { parsePrefix } from "../../net/network.ts";
import { readPortList } from "../../net/port-set.ts";
import { readAddresses } from "../../net/read-network.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction, Family } from "../../net/types.ts";
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
import { fitsFlags } from "../../packet-filter/tcp-flags.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf, readTexts } from "../input.ts";
import { Notes, type TextNotes } from "../notes.ts";
import { firewallPolicy } from "../to-exposure.ts";
import { readTransport, transports } from "../transport.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";

/** How {@link parseIptables} reads. */
export interface ParseIptablesOptions extends ParseOptions {
  /** The family of a text that does not say it; the heading that `iptables-save` writes does. */
  readonly family?: Family | undefined;
}

const expected = "what iptables-save or ip6tables-save print";

/**
 * Reads what `iptables-save` and `ip6tables-save` print, one after the other or one of them, and what
 * `iptables -S` prints.
 *
 * The chains of all tables are followed in the order in which the kernel does it; a port whose answers
 * are dropped is closed, as far as the text has their way. What is not known to hold or not, such as a
 * limit of a rate, a set of ipset, an owner or a mark, makes the ports that it touches unknown; so does a
 * target that rewrites addresses or ports.
 *
 * @param texts - the whole output, in one text or in several
 * @returns the policy, for the families of which the text speaks
 * @throws {@link index.InvalidConfigurationError} for a text that is none, that is cut off, or that is
 *   longer than 2 097 152 characters
 *
 * @example
 * ```ts
 * import { parseIptables } from "cpanel-ports/parse";
 *
 * const { policy, notes } = parseIptables(`*filter
 * :INPUT DROP [0:0]
 * :FORWARD DROP [0:0]
 * :OUTPUT ACCEPT [0:0]
 * -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
 * -A INPUT -s 203.0.113.9/32 -j DROP
 * -A INPUT -p tcp -m multiport --dports 22,2087 -j ACCEPT
 * -A INPUT -p tcp -m set --match-set office src -m tcp --dport 2083 -j ACCEPT
 * COMMIT`, { family: "ipv4" });
 * policy.rules.map((rule) => rule.ports.from); // => [22, 2087]
 * policy.rules[0]?.except; // => ["203.0.113.9"]
 * policy.unknown.map((each) => each.ports.from); // => [2083]
 * notes.map((note) => note.text); // => ["the text says nothing of IPv6", "whether the rule holds depends on \"-m set\" and \"--match-set office src\""]
 * ```
 */
export function parseIptables(texts: Texts, options: ParseIptablesOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const tables: Table[] = [];
  for (const [index, each] of readTexts(texts, expected).entries()) {
    readTables(each, options.family, notes.of(index), tables);
  }
  const families = allFamilies.filter((family) => tables.some((table) => table.family === family));
  const chain = rememberedChains((packets, key) => {
    const table = tables.find((each) => key.startsWith(prefixOf(each)));
    return table && compileChain(table, key, packets, options);
  });
  const stages = (packets: Packets) =>
    families.flatMap((family) =>
      hooks[wayOf(packets)].flatMap(([name, base]) => {
        const table = tables.find((each) => each.family === family && each.name === name);
        // The kernel translates answers by itself. A text without their way speaks of the other one alone.
        const isLeftOut = packets.areAnswers && (name === "nat" || !table?.chains.has(base));
        return table && !isLeftOut ? [stageOf(table, base, packets, chain)] : [];
      }),
    );
  const bothWays = (areAnswers: boolean) => ({
    inbound: stages({ direction: "inbound", areAnswers }),
    outbound: stages({ direction: "outbound", areAnswers }),
  });
  for (const family of allFamilies.filter((each) => !families.includes(each))) {
    notes.of(0).add("assumed", null, `the text says nothing of ${nameOf(family)}`);
  }
  for (const family of families) {
    const own = tables.filter((each) => each.family === family);
    if (!own.some(({ name }) => name === "filter")) {
      own[0]?.notes.add(
        "assumed",
        null,
        `the text has no table filter for ${nameOf(family)}, so that nothing is taken to be in it`,
      );
    }
  }
  return firewallPolicy(
    families.map((family) => (family === "ipv4" ? "iptables" : "ip6tables")).join(" and "),
    families,
    { stages: bothWays(false), answers: bothWays(true), chain },
    notes,
  );
}

function nameOf(family: Family): string {
  return family === "ipv4" ? "IPv4" : "IPv6";
}

interface Table {
  readonly family: Family;
  readonly name: string;
  readonly line: number;
  readonly chains: Map<string, Chain>;
  /** Why rules that are not in the text may drop connections. */
  readonly doubts: Doubt[];
  /** Takes the notes on its text. */
  readonly notes: TextNotes;
}

interface Chain {
  /** Whether the text has the whole chain, and not rules of it alone. */
  isDeclared: boolean;
  /** `undefined` for a chain that is entered by jumps alone. */
  policy: "accept" | "drop" | undefined;
  rules: Line[];
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The base chains that a new connection meets, in that order. */
const hooks: Readonly<Record<Direction, readonly (readonly [table: string, chain: string])[]>> = {
  inbound: [
    ["raw", "PREROUTING"],
    ["mangle", "PREROUTING"],
    ["nat", "PREROUTING"],
    ["mangle", "INPUT"],
    ["filter", "INPUT"],
    ["security", "INPUT"],
  ],
  outbound: [
    ["raw", "OUTPUT"],
    ["mangle", "OUTPUT"],
    ["nat", "OUTPUT"],
    ["filter", "OUTPUT"],
    ["security", "OUTPUT"],
    ["mangle", "POSTROUTING"],
  ],
};

function prefixOf({ family, name }: Pick<Table, "family" | "name">): string {
  return `${family} ${name} `;
}

function stageOf(
  table: Table,
  base: string,
  packets: Packets,
  chain: (packets: Packets, key: string) => readonly Rule[] | undefined,
): Stage {
  const policy = table.chains.get(base)?.policy;
  return {
    family: table.family,
    rules: [
      ...(policy === undefined ? [whatIsMissing(table, base)] : []),
      // What is in other tables lets nothing in, but may drop.
      ...table.doubts.map((doubt): Rule => ({ match: { doubt }, action: { kind: "drop" } })),
      ...(chain(packets, prefixOf(table) + base) ?? []),
    ],
    policy: policy ?? "accept",
  };
}

/** What the rules of a chain may do that are not in the text. */
function whatIsMissing(table: Table, chain: string): Rule {
  const doubt = table.notes.doubt(
    table.line,
    `the text has not the whole chain ${chain} of the table ${table.name}`,
  );
  return { match: { doubt }, action: { kind: "unknown", doubt } };
}

/** The tables that the kernel has. */
const tableNames: ReadonlySet<string> = new Set("filter mangle nat raw security".split(" "));

/** Reads the tables of a text and puts them to others; of the rules, the texts are kept. */
function readTables(
  text: string,
  given: Family | undefined,
  notes: TextNotes,
  tables: Table[],
): void {
  const first = tables.length;
  const doubts: Doubt[] = [];
  let family = given;
  let table: Table | undefined;
  let isListing = false;
  let inserted = 0;
  const open = (name: string, line: number) => {
    family ??= guessFamily(text, notes);
    if (!tableNames.has(name)) {
      throw wrongLine(line, `has the table ${excerpt(name)}, which there is not`, name);
    }
    for (const each of tables) {
      if (each.family === family && each.name === name) {
        throw wrongLine(line, `has the table ${name} of ${nameOf(family)} for a second time`, name);
      }
    }
    table = { family, name, line, chains: new Map(), doubts, notes };
    tables.push(table);
  };
  for (const [index, raw] of linesOf(text).entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === "") {
      continue;
    }
    if (content.length > longestLine) {
      throw wrongLine(line, `has ${content.length} characters, and may have ${longestLine}`, raw);
    }
    if (content.startsWith("#")) {
      family = readHeading(content, given) ?? family;
      if (/ incompatible[ ,].*use 'nft' tool|-legacy tables present/.test(content)) {
        doubts.push(
          notes.doubt(line, `there are rules that are not in the text: ${excerpt(content)}`),
        );
      }
    } else if (content.startsWith("*")) {
      if (table) {
        throw wrongLine(line, "begins a table before the COMMIT of the one before", content);
      }
      open(content.slice(1).trim(), line);
    } else if (content === "COMMIT") {
      table = undefined;
    } else {
      if (table === undefined && /^-[PN] /.test(content)) {
        // What iptables -S prints is one table, without its name and its end.
        isListing = true;
        open("filter", line);
      }
      if (table === undefined) {
        throw wrongLine(line, `is not understood: ${excerpt(content)}`, content);
      }
      inserted += readTableLine(table, content, line, isListing);
      if (inserted > mostInserted) {
        throw wrongLine(line, `is the ${inserted}th rule to insert before others`, content);
      }
    }
  }
  if (tables.length === first) {
    throw new InvalidConfigurationError(
      `the text has no table; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  if (table && !isListing) {
    throw wrongLine(
      table.line,
      `begins the table ${table.name}, which has no COMMIT: the text is cut off`,
      table.name,
    );
  }
}

/** The longest line that iptables-restore takes. */
const longestLine = 10_239;

/** Each rule that is inserted moves those behind it; the tools write none. */
const mostInserted = 2000;

/** The family that the comment of a tool names. */
function readHeading(content: string, given: Family | undefined): Family | undefined {
  const [, name] =
    /^# Generated by (ip6?)tables(?:-nft|-legacy)?-save\b/.exec(content) ??
    (given === undefined ? /\b(ip6?)tables-(?:save|restore)\b/.exec(content) : undefined) ??
    [];
  return name === undefined ? undefined : name === "ip6" ? "ipv6" : "ipv4";
}

/** Text that says nothing of its family, or that of both, is taken for the one that its words fit. */
function guessFamily(text: string, notes: TextNotes): Family {
  const family = /\bipv6-icmp\b|\s(?:-s|-d) \S*:/.test(text) ? "ipv6" : "ipv4";
  notes.add(
    "assumed",
    null,
    `the text does not say so, but looks like rules for ${nameOf(family)}`,
  );
  return family;
}

function wrongLine(line: number, what: string, input: unknown): InvalidConfigurationError {
  return new InvalidConfigurationError(`line ${line} ${what}; expected ${expected}`, input, line);
}

/** Reads a line of a table, and gives how many rules it inserts before others. */
function readTableLine(table: Table, content: string, line: number, isListing: boolean): number {
  const [, declared, policy] =
    /^:(\S+)[ \t]+(ACCEPT|DROP|-)(?:[ \t]+\[\d+:\d+\])?$/.exec(content) ??
    /^-P (\S+) (ACCEPT|DROP)(?: -c \d+ \d+)?$/.exec(content) ??
    /^-N (\S+)$/.exec(content) ??
    [];
  if (declared !== undefined) {
    if (isListing && policy !== undefined && !filterChains.has(declared)) {
      throw wrongLine(line, `has a chain that the table filter has not, ${declared}`, content);
    }
    declareChain(table, declared, policy, () => {
      if (isListing) {
        throw wrongLine(line, `has the chain ${declared} for a second time`, content);
      }
    });
    return 0;
  }
  const [, command, name, position, rest] =
    /^(?:\[\d+:\d+\][ \t]+)?-([AI])[ \t]+(\S+)(?:[ \t]+(\d+)(?=[ \t]|$))?(.*)$/.exec(content) ?? [];
  if (name === undefined || (command === "A" && position !== undefined)) {
    throw wrongLine(line, `is not understood: ${excerpt(content)}`, content);
  }
  const text = (rest as string).trim();
  if (text.includes('"') && wordsOf(text).includes('"')) {
    throw wrongLine(line, `has a quotation mark without its other one: ${excerpt(text)}`, content);
  }
  const { rules } = chainOf(table, name);
  const at = command === "A" ? rules.length : Number(position ?? 1) - 1;
  if (at < 0 || at > rules.length) {
    throw wrongLine(
      line,
      `inserts a rule at ${position} in a chain that has ${rules.length}`,
      content,
    );
  }
  if (at === rules.length) {
    rules.push({ number: line, text });
    return 0;
  }
  rules.splice(at, 0, { number: line, text });
  return 1;
}

/** The base chains of the table of which `iptables -S` tells where it is not told another one. */
const filterChains: ReadonlySet<string> = new Set(["INPUT", "FORWARD", "OUTPUT"]);

function declareChain(
  table: Table,
  name: string,
  policy: string | undefined,
  again: () => void,
): void {
  const chain = chainOf(table, name);
  if (chain.isDeclared) {
    again();
  }
  chain.isDeclared = true;
  if (policy === "ACCEPT" || policy === "DROP") {
    chain.policy = policy === "ACCEPT" ? "accept" : "drop";
  } else {
    // To declare a chain of one's own empties it.
    chain.rules = [];
  }
}

function chainOf(table: Table, name: string): Chain {
  const chain = table.chains.get(name) ?? { isDeclared: false, policy: undefined, rules: [] };
  table.chains.set(name, chain);
  return chain;
}

function compileChain(
  table: Table,
  key: string,
  packets: Packets,
  options: ParseOptions,
): readonly Rule[] | undefined {
  const name = key.slice(prefixOf(table).length);
  const chain = table.chains.get(name);
  return (
    chain && [
      ...(chain.isDeclared ? [] : [whatIsMissing(table, name)]),
      ...rulesInReach(chain.rules, (line) => compileRule(line, table, packets, options)),
    ]
  );
}

/** An option of a rule, with the words that belong to it. */
interface Option {
  readonly name: string;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** Targets that do nothing to whether a packet gets through. */
const harmlessTargets: ReadonlySet<string> = new Set(
  "AUDIT CHECKSUM CLASSIFY CONNMARK CONNSECMARK DSCP ECN HL IDLETIMER LED LOG MARK NFLOG RATEEST SECMARK SET TCPMSS TCPOPTSTRIP TEE TOS TRACE TTL ULOG".split(
    " ",
  ),
);

const targets: Readonly<Record<string, Action>> = {
  ACCEPT: { kind: "accept" },
  DROP: { kind: "drop" },
  REJECT: { kind: "drop" },
  RETURN: { kind: "return" },
};

/** The rule for some packets; none where it does nothing to any. */
function compileRule(
  { number, text }: Line,
  table: Table,
  packets: Packets,
  options: ParseOptions,
): readonly Rule[] {
  const read = readOptions(text);
  const target = read.findIndex(({ name }) => ["-j", "--jump", "-g", "--goto"].includes(name));
  const action = target < 0 ? undefined : actionOf(read.slice(target), table);
  if (action === undefined) {
    return [];
  }
  const builder = new MatchBuilder(packets.direction, options, packets.areAnswers);
  for (const option of [
    ...read.slice(0, target),
    ...conditionsBehind(read.slice(target), action),
  ]) {
    applyOption(option, table, packets, builder);
  }
  const match = builder.match(number, table.notes);
  return match
    ? [
        {
          match,
          action:
            typeof action === "string"
              ? { kind: "unknown", doubt: table.notes.doubt(number, action) }
              : action,
        },
      ]
    : [];
}

/** The conditions behind the target, where iptables-restore takes them too. */
function conditionsBehind(
  [, ...others]: readonly Option[],
  action: Action | string,
): readonly Option[] {
  return typeof action === "string" ? [] : others.filter(({ name }) => name !== "--reject-with");
}

/** What the target of a rule does; nothing; or, as text, why that is not known. */
function actionOf(
  [target, ...others]: readonly Option[],
  table: Table,
): Action | string | undefined {
  const { name, values } = target as Option;
  const chain = values[0] ?? "";
  if (table.chains.has(chain)) {
    const kind = name === "-g" || name === "--goto" ? "goto" : "jump";
    return { kind, chain: prefixOf(table) + chain };
  }
  if (
    harmlessTargets.has(chain) ||
    (chain === "CT" && !others.some((each) => each.name === "--notrack"))
  ) {
    return undefined;
  }
  if (chain === "DNAT" || chain === "REDIRECT") {
    return `${chain} sends connections elsewhere`;
  }
  return Object.hasOwn(targets, chain)
    ? targets[chain]
    : `the target ${excerpt(chain)} is not understood`;
}

/** Cuts a rule into its options. */
function readOptions(text: string): readonly Option[] {
  const found: { name: string; negated: boolean; values: string[] }[] = [];
  let negated = false;
  for (const word of wordsOf(text)) {
    const last = found.at(-1);
    if (last?.name === "--comment" && last.values.length === 0) {
      // A comment may look like an option, and is written without quotation marks where it is a word.
      last.values.push(unquoted(word));
    } else if (word === "!") {
      negated = true;
    } else if (last === undefined || (word.startsWith("-") && word.length > 1)) {
      found.push({ name: word, negated, values: [] });
      negated = false;
    } else {
      last.negated ||= negated;
      negated = false;
      last.values.push(unquoted(word));
    }
  }
  return found;
}

/** The words of a rule, with their quotation marks; one that is not closed is a word by itself. */
function wordsOf(text: string): readonly string[] {
  return text.match(/(?:[^ \t"]|"(?:[^"\\]|\\.)*")+|"/g) ?? [];
}

function unquoted(word: string): string {
  return word.includes('"')
    ? word.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1"))
    : word;
}

/** How many values an option has, where it is not one. */
const valueCounts: Readonly<Record<string, number>> = {
  "--syn": 0,
  "--tcp-flags": 2,
  "-4": 0,
  "--ipv4": 0,
  "-6": 0,
  "--ipv6": 0,
  "-c": 2,
  "--set-counters": 2,
  "-f": 0,
  "--fragment": 0,
  "--invert": 0,
  "--loose": 0,
  "--validmark": 0,
  "--accept-local": 0,
};

/** Puts an option on a match; one that is not understood makes it uncertain. */
function applyOption(
  { name, negated, values }: Option,
  { family, name: table }: Pick<Table, "family" | "name">,
  packets: Packets,
  builder: MatchBuilder,
): void {
  const isInbound = wayOf(packets) === "inbound";
  const [value = ""] = values;
  const what = [...(negated ? ["!"] : []), name, ...values].join(" ");
  const inDoubt = () => builder.holds(undefined, excerpt(what));
  const answer = (holds: boolean | undefined) =>
    builder.holds(holds === undefined ? undefined : holds !== negated, excerpt(what));
  /** Whether one of the words of a list is in the packet's case; each must be known. */
  const answerAmong = (known: ReadonlySet<string>, actual: string) => {
    const words = value.toUpperCase().split(",");
    answer(words.every((word) => known.has(word)) ? words.includes(actual) : undefined);
  };
  if (values.length !== (valueCounts[name] ?? 1)) {
    inDoubt();
    return;
  }
  switch (name) {
    case "-m":
    case "--match":
      if (!plainModules.has(value)) {
        inDoubt();
      }
      return;
    case "--comment":
    case "-c":
    case "--set-counters":
    case "--loose":
    case "--validmark":
    case "--accept-local":
      return;
    case "--invert":
      // Of rpfilter: a connection comes on the interface by which its answers leave.
      answer(false);
      return;
    case "-4":
    case "--ipv4":
      answer(family === "ipv4");
      return;
    case "-6":
    case "--ipv6":
      answer(family === "ipv6");
      return;
    case "-p":
    case "--protocol": {
      const protocol = readTransport(value);
      if (/^0./.test(value)) {
        // An octal or hexadecimal number.
        inDoubt();
      } else if (protocol !== "any") {
        builder.protocols(
          negated
            ? transports.filter((each) => each !== protocol)
            : transports.filter((each) => each === protocol),
        );
      } else if (negated) {
        builder.holds(false, what);
      }
      return;
    }
    case "-s":
    case "--source":
    case "--src-range":
    case "-d":
    case "--destination":
    case "--dst-range": {
      const set = readNetworkOrRange(value, family);
      if (set) {
        builder.addresses(
          name.startsWith("-s") || name.startsWith("--s") ? "source" : "destination",
          family,
          set,
          negated,
          excerpt(what),
        );
      } else {
        inDoubt();
      }
      return;
    }
    case "--dport":
    case "--destination-port":
    case "--dports":
    case "--sport":
    case "--source-port":
    case "--sports": {
      const ranges = readPortList(value.split(","), ":");
      if (ranges === undefined) {
        inDoubt();
      } else if (name.startsWith("--d")) {
        builder.destinationPorts(ranges, negated, excerpt(what));
      } else {
        builder.sourcePorts(ranges, negated, excerpt(what));
      }
      return;
    }
    case "-i":
    case "--in-interface":
      builder.interfaces("input", [readInterface(value, "+")], negated, excerpt(what));
      return;
    case "-o":
    case "--out-interface":
      builder.interfaces("output", [readInterface(value, "+")], negated, excerpt(what));
      return;
    case "--ctstate":
    case "--state":
      // The table raw comes before the kernel knows of a connection.
      answerAmong(states, table === "raw" ? "INVALID" : packets.areAnswers ? "ESTABLISHED" : "NEW");
      return;
    case "--syn":
      answer(!packets.areAnswers);
      return;
    case "--tcp-flags":
      answer(fitsFlags(readFlags(value), readFlags(values[1] as string), packets.areAnswers));
      return;
    case "-f":
    case "--fragment":
      answer(false);
      return;
    case "--dst-type":
    case "--src-type": {
      const isOwn = (name === "--dst-type") === isInbound;
      answer(fitsAddressType(value.toUpperCase().split(","), family, isOwn));
      return;
    }
    case "--pkt-type":
      answerAmong(packetTypes, "UNICAST");
      return;
    default:
      inDoubt();
  }
}

/** Modules of matches that say nothing by themselves. */
const plainModules: ReadonlySet<string> = new Set(
  "addrtype comment conntrack iprange multiport pkttype rpfilter state tcp udp".split(" "),
);

const states: ReadonlySet<string> = new Set(
  "INVALID NEW ESTABLISHED RELATED UNTRACKED SNAT DNAT".split(" "),
);

/** The types of addresses that are known of each family. */
const addressTypes: Readonly<Record<Family, ReadonlySet<string>>> = {
  ipv4: new Set(
    "UNSPEC UNICAST LOCAL BROADCAST ANYCAST MULTICAST BLACKHOLE UNREACHABLE PROHIBIT".split(" "),
  ),
  ipv6: new Set("UNSPEC UNICAST LOCAL ANYCAST MULTICAST UNREACHABLE".split(" ")),
};

/** Whether an address, the server's own or the other one, is of some types. */
function fitsAddressType(
  types: readonly string[],
  family: Family,
  isOwn: boolean,
): boolean | undefined {
  if (!types.every((type) => addressTypes[family].has(type))) {
    return undefined;
  }
  if (family === "ipv4") {
    return types.includes(isOwn ? "LOCAL" : "UNICAST");
  }
  // Of IPv6, a local address is unicast too; it must be all that is said of addresses, and one of
  // what is said of routes.
  const ofRoutes = types.filter((type) => ["LOCAL", "ANYCAST", "UNREACHABLE"].includes(type));
  return (
    !types.includes("UNSPEC") &&
    !types.includes("MULTICAST") &&
    (ofRoutes.length === 0 || (isOwn && ofRoutes.includes("LOCAL")))
  );
}

const packetTypes: ReadonlySet<string> = new Set("UNICAST BROADCAST MULTICAST".split(" "));

/** The addresses of a network, or of a range with both ends. */
function readNetworkOrRange(text: string, family: Family): AddressSet | undefined {
  const ends = text.split("-");
  if (ends.length === 1) {
    return readAddresses(text, family);
  }
  const [first, last] = ends.map(parsePrefix);
  return ends.length === 2 &&
    first?.family === family &&
    last?.family === family &&
    first.size === 1n &&
    last.size === 1n &&
    first.address <= last.address
    ? addressSet([{ first: first.address, last: last.address }])
    : undefined;
}

function readFlags(text: string): readonly string[] {
  const flags = text.toLowerCase();
  return flags === "all"
    ? ["fin", "syn", "rst", "psh", "ack", "urg"]
    : flags === "none"
      ? []
      : flags.split(",");
}
