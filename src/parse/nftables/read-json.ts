import { InvalidConfigurationError } from "../../errors.ts";
import type { Doubt } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { TextNotes } from "../notes.ts";
import {
  addRule,
  chainOf,
  dot,
  harmlessToWrite,
  type Item,
  type MapEntry,
  type NftRule,
  type NftTables,
  type Operator,
  type Outcome,
  type Place,
  type Test,
  type Values,
} from "./ruleset.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads what `nft -j list ruleset` prints, and puts its tables to others.
 *
 * @returns why nothing is known of any connection: commands that are not followed
 * @throws {@link InvalidConfigurationError} for a text that is no such JSON
 */
export function readNftablesJson(
  text: string,
  notes: TextNotes,
  tables: NftTables,
): readonly Doubt[] {
  const objects = parse(text);
  const doubts: Doubt[] = [];
  for (const entry of objects) {
    const [kind, value] = firstOf(entry);
    if (withoutRules.has(kind)) {
      continue;
    }
    if (!parts.has(kind)) {
      doubts.push(notes.doubt(null, `the command ${excerpt(kind)} is not followed`));
      continue;
    }
    const object = asObject(value);
    const family = String(object.family);
    if (kind === "table") {
      tables.get(family, String(object.name)).isDormant = isDormant(listOf(object.flags));
      continue;
    }
    const table = tables.get(family, String(object.table));
    const name = String(object.name);
    if (kind === "set") {
      const isPlain = listOf(object.stmt).every((each) => firstOf(each)[0] === "counter");
      table.sets.set(name, isPlain ? itemsOf(listOf(object.elem)) : undefined);
    } else if (kind === "map") {
      table.maps.set(name, object.map === "verdict" ? entriesOf(listOf(object.elem)) : undefined);
    } else if (kind === "chain") {
      const chain = chainOf(table, name, placeOf(notes, `the chain ${name}`));
      if (typeof object.hook === "string") {
        chain.base = {
          type: String(object.type),
          hook: object.hook,
          priority: Number(object.prio),
          policy: object.policy === "drop" ? "drop" : "accept",
          device: object.dev === undefined ? undefined : String(listOf(object.dev).join()),
        };
      }
    } else {
      const chain = String(object.chain);
      const place = placeOf(
        notes,
        `rule ${String(object.handle)} of the chain ${chain} in ${family} ${table.name}`,
      );
      addRule(table, chainOf(table, chain, place), readRule(listOf(object.expr), place));
    }
  }
  return doubts;
}

/** What a ruleset consists of. */
const parts: ReadonlySet<string> = new Set(["chain", "map", "rule", "set", "table"]);

/** What does nothing unless a rule names it. */
const withoutRules: ReadonlySet<string> = new Set([
  ...["counter", "ct expectation", "ct helper", "ct timeout", "flowtable", "limit", "metainfo"],
  ...["quota", "secmark", "synproxy"],
]);

/** nft 1.0.6 writes the name of a table for the flags of a dormant one. */
function isDormant(flags: readonly unknown[]): boolean | undefined {
  return flags.every((flag) => tableFlags.has(flag)) ? flags.includes("dormant") : undefined;
}

const tableFlags: ReadonlySet<unknown> = new Set(["dormant", "owner", "persist"]);

function parse(text: string): readonly unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw wrongJson(`is no JSON: ${(error as Error).message}`);
  }
  const { nftables } = asObject(json);
  if (!Array.isArray(nftables)) {
    throw wrongJson("has no list nftables");
  }
  return nftables;
}

function wrongJson(what: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `the text begins as JSON and ${what}; expected what nft -j list ruleset prints`,
    undefined,
    undefined,
  );
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

/** The one name that an object of nft has, and what is under it. */
function firstOf(value: unknown): readonly [name: string, value: unknown] {
  return Object.entries(asObject(value))[0] ?? ["", undefined];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** JSON has no lines: what is said of a rule begins with its handle. */
function placeOf(notes: TextNotes, name: string): Place {
  return {
    line: null,
    notes: {
      ...notes,
      doubt: (line, text) => notes.doubt(line, `${name}: ${text}`),
      quietDoubt: (line, text) => notes.quietDoubt(line, `${name}: ${text}`),
    },
  };
}

function readRule(expressions: readonly unknown[], place: Place): NftRule {
  const tests: Test[] = [];
  const writes: string[] = [];
  const unclear: string[] = [];
  let outcome: Outcome = { kind: "none" };
  let hasXt = false;
  for (const expression of expressions) {
    const [kind, value] = firstOf(expression);
    if (kind === "match") {
      const test = testOf(asObject(value));
      if (test) {
        tests.push(test);
      } else {
        unclear.push("a comparison that is not understood");
      }
    } else if (kind === "xt") {
      hasXt = true;
    } else if (kind === "set") {
      const { set, stmt } = asObject(value);
      writes.push(String(set).replace(/^@/, ""));
      if (stmt !== undefined) {
        unclear.push("a set with a statement");
      }
    } else if (kind === "mangle") {
      const { key, value: written } = asObject(value);
      if (!isAlwaysThere(written)) {
        unclear.push("a value that not every packet has");
      }
      const field = asObject(key)["tcp option"] === undefined ? keyOf(key) : "tcp option";
      if (!harmlessToWrite.has(String(field)) && outcome.kind !== "unknown") {
        outcome = {
          kind: "unknown",
          text: `what it writes to ${excerpt(String(field))} is not followed`,
        };
      }
    } else if (!harmless.has(kind)) {
      const read = outcomeOf(kind, value);
      if (passing.has(kind)) {
        unclear.push(kind);
      } else if (outcome.kind !== "unknown") {
        outcome = read ?? { kind: "unknown", text: `what ${excerpt(kind)} does is not understood` };
      }
    }
  }
  if (hasXt) {
    unclear.push("a match of iptables");
    if (outcome.kind === "none") {
      outcome = { kind: "unknown", text: "what the rule does is a target of iptables" };
    }
  }
  return { place, writes, tests, unclear, outcome };
}

/** Whether a value that is written is there for every packet; a packet without it ends the rule. */
function isAlwaysThere(value: unknown): boolean {
  const [kind, inner] = firstOf(value);
  const operands = ["&", "|", "^", "<<", ">>"].includes(kind) ? listOf(inner) : [value];
  return operands.every(
    (each) => typeof each !== "object" || ["ct", "meta"].includes(firstOf(each)[0]),
  );
}

/** Statements that do nothing to whether a packet gets through. */
const harmless: ReadonlySet<string> = new Set([
  "counter",
  "ct expectation",
  "ct helper",
  "ct timeout",
  "log",
  "secmark",
]);

/** Statements after which a rule goes on or does not. */
const passing: ReadonlySet<string> = new Set(["ct count", "limit", "quota"]);

function outcomeOf(kind: string, value: unknown): Outcome | undefined {
  const { key, data } = asObject(value);
  if (kind !== "vmap") {
    return decisionOf(kind, value);
  }
  const name = keyOf(key);
  const entries =
    typeof data === "string" ? data.replace(/^@/, "") : entriesOf(listOf(asObject(data).set));
  return name === undefined || entries === undefined
    ? { kind: "unknown", text: "a map of verdicts is not understood" }
    : { kind: "map", key: name, entries };
}

function decisionOf(kind: string, value: unknown): MapEntry["outcome"] | undefined {
  switch (kind) {
    case "accept":
    case "drop":
    case "return":
      return { kind };
    case "reject":
      return { kind: "drop" };
    case "snat":
    case "masquerade":
      return { kind: "accept" };
    case "continue":
      return { kind: "none" };
    case "jump":
    case "goto":
      return { kind, chain: String(asObject(value).target) };
    default:
      return undefined;
  }
}

/** A comparison; `undefined` for one that is not understood. */
function testOf({ op, left, right }: Json): Test | undefined {
  const and = asObject(left)["&"];
  const [subject, bits] = Array.isArray(and) ? and : [left, undefined];
  const key = keyOf(subject);
  const values = valuesOf(right);
  const mask = bits === undefined ? undefined : flagsOf(bits);
  return key === undefined || values === undefined || (bits !== undefined && mask === undefined)
    ? undefined
    : { key, operator: String(op) as Operator, values, mask };
}

/** What is compared, in the words of the text: `tcp dport`. */
function keyOf(value: unknown): string | undefined {
  return joined(value, plainKey) ?? plainKey(value);
}

function plainKey(value: unknown): string | undefined {
  const { payload, meta, ct, fib } = asObject(value);
  const { protocol, field } = asObject(payload);
  if (typeof protocol === "string" && typeof field === "string") {
    return `${protocol} ${field}`;
  }
  if (meta !== undefined) {
    return `meta ${String(asObject(meta).key)}`;
  }
  if (ct !== undefined && asObject(ct).dir === undefined) {
    return `ct ${String(asObject(ct).key)}`;
  }
  if (fib !== undefined) {
    const { result, flags } = asObject(fib);
    return ["fib", ...listOf(flags).filter((flag) => flag !== "mark"), result].join(" ");
  }
  return undefined;
}

function valuesOf(right: unknown): Values | undefined {
  if (typeof right === "string" && right.startsWith("@")) {
    return { set: right.slice(1) };
  }
  if (typeof right === "boolean") {
    return { items: [right ? "exists" : "missing"], isSet: false };
  }
  const { set } = asObject(right);
  if (set !== undefined) {
    const items = itemsOf(listOf(set));
    return items && { items, isSet: true };
  }
  const flags = flagsOf(right);
  if (flags) {
    return { items: flags, isSet: false };
  }
  const item = itemOf(right);
  return item === undefined ? undefined : { items: [item], isSet: false };
}

/** Flags, as a list or joined by `|`. */
function flagsOf(value: unknown): readonly string[] | undefined {
  const list = Array.isArray(value) ? value : asObject(value)["|"];
  if (typeof value === "string") {
    return [value];
  }
  return Array.isArray(list) && list.every((each) => typeof each === "string") ? list : undefined;
}

function itemsOf(elements: readonly unknown[]): readonly Item[] | undefined {
  const items = elements.map(itemOf);
  return items.includes(undefined) ? undefined : (items as Item[]);
}

/** The text of an element of a list, or of another value. */
function itemOf(element: unknown): Item | undefined {
  const { elem } = asObject(element);
  if (elem !== undefined && !Object.keys(asObject(elem)).every((key) => ofElements.has(key))) {
    return undefined;
  }
  const value = elem === undefined ? element : asObject(elem).val;
  return joined(value, plainItem) ?? plainItem(value);
}

/** What an element may have beside its value that does nothing to what it fits. */
const ofElements: ReadonlySet<string> = new Set([
  "comment",
  "counter",
  "expires",
  "timeout",
  "val",
]);

/** A value, a prefix or a range as text. */
function plainItem(value: unknown): Item | undefined {
  if (typeof value === "string" || typeof value === "number") {
    return String(value);
  }
  const { prefix, range } = asObject(value);
  const { addr, len } = asObject(prefix);
  if (typeof addr === "string") {
    return `${addr}/${String(len)}`;
  }
  return Array.isArray(range) ? range.map(String).join("-") : undefined;
}

/** What the parts of a concatenation come to; `undefined` where it is none, or one is not understood. */
function joined(value: unknown, read: (part: unknown) => string | undefined): string | undefined {
  const { concat } = asObject(value);
  const texts = Array.isArray(concat) && concat.length > 0 ? concat.map(read) : [undefined];
  return texts.includes(undefined) ? undefined : texts.join(dot);
}

function entriesOf(elements: readonly unknown[]): readonly MapEntry[] | undefined {
  const entries = elements.map((element) => {
    const [value, verdict] = listOf(element);
    const [kind, target] = firstOf(verdict);
    const item = itemOf(value);
    const outcome = decisionOf(kind, target);
    return item !== undefined && outcome ? { item, outcome } : undefined;
  });
  return entries.includes(undefined) ? undefined : (entries as MapEntry[]);
}
