import type { Origin } from "../../../net/types.ts";
import { excerpt, oneLine, originText } from "../../../util/excerpt.ts";
import * as limits from "../../../util/limits.ts";
import type { RateKind } from "../rates.ts";
import type { Command, NftBase } from "../ruleset.ts";
import {
  addElements,
  addRule,
  chainHooks,
  chainOf,
  isOfDevices,
  type TableDraft,
  type Tables,
  tableFamilies,
} from "../tables.ts";
import { wrongLine } from "../wrong-line.ts";
import { asList, asObject, asText, asTexts, compact, type JsonObject, oneOf } from "./json.ts";
import { readRate } from "./read-rate.ts";
import { readRule } from "./read-rule.ts";
import { ruleText } from "./rule-text.ts";
import { readEntries, readItems } from "./values.ts";

/**
 * Reads the output of `nft -j list ruleset`, and adds its declarations to the given tables.
 *
 * @returns the unsupported commands
 * @throws {@link InvalidConfigurationError} if the input is not such JSON
 */
export function readJson(text: string, input: number, tables: Tables): readonly Command[] {
  const commands: Command[] = [];
  for (const entry of parse(text, input)) {
    const [kind, value] = oneOf(entry);
    const read = readers.get(kind);
    if (read) {
      read(new ObjectReader(kind, asObject(value), input), tables);
    } else if (!withoutRules.has(kind)) {
      commands.push({
        origin: { input, line: null, text: originText(compact(entry)), table: null, chain: null },
        text: `unsupported command ${excerpt(kind)}`,
      });
    }
  }
  return commands;
}

function parse(text: string, input: number): readonly unknown[] {
  if (partsOf(text) > limits.nftablesJsonParts) {
    throw wrongJson(input, `has more than ${limits.nftablesJsonParts} objects, arrays and members`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw wrongJson(input, `is not valid JSON: ${(error as Error).message}`);
  }
  const { nftables } = asObject(json);
  if (!Array.isArray(nftables)) {
    throw wrongJson(input, "is JSON without the array nftables");
  }
  if (nftables.length > limits.nftablesJsonEntries) {
    throw wrongJson(input, `has more than ${limits.nftablesJsonEntries} entries`);
  }
  return nftables;
}

/** Counts at least the objects, arrays and members of JSON, without parsing it into memory. */
function partsOf(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    count += character === "{" || character === "[" || character === ":" ? 1 : 0;
  }
  return count;
}

function wrongJson(input: number, what: string) {
  return wrongLine({ input, line: null }, what);
}

/** The objects that have no effect unless a rule names them. */
const withoutRules: ReadonlySet<string> = new Set([
  ...["counter", "ct expectation", "ct helper", "ct timeout", "flowtable", "metainfo"],
  ...["secmark", "synproxy"],
]);

/** Reads the members of an object of a ruleset. */
class ObjectReader {
  readonly object: JsonObject;
  readonly #kind: string;
  readonly #input: number;

  constructor(kind: string, object: JsonObject, input: number) {
    this.object = object;
    this.#kind = kind;
    this.#input = input;
  }

  /** @throws {@link InvalidConfigurationError} if the member is not a string */
  text(member: string): string {
    const value = this.object[member];
    return typeof value === "string" ? value : this.refuse(member);
  }

  /** @throws {@link InvalidConfigurationError} if the member is not one of the words */
  oneOf(member: string, words: ReadonlySet<string>): string {
    const value = this.text(member);
    return words.has(value) ? value : this.refuse(member);
  }

  /** @throws {@link InvalidConfigurationError} always: the member is invalid */
  refuse(member: string): never {
    throw wrongJson(
      this.#input,
      `has a ${excerpt(this.#kind)} with an invalid ${member}: ${compact(this.object[member] ?? null)}`,
    );
  }

  /** Returns an origin for the object, as nft would write it in its chain. */
  origin(table: TableDraft, chain: string, text: string): Origin {
    return {
      input: this.#input,
      line: null,
      text: originText(text),
      table: `${table.family} ${table.name}`,
      chain,
    };
  }
}

/** The readers of the objects of a ruleset. */
const readers: ReadonlyMap<string, (reader: ObjectReader, tables: Tables) => void> = new Map([
  ["chain", readChain],
  ["limit", readNamedRate("limit")],
  ["map", readMap],
  ["quota", readNamedRate("quota")],
  ["rule", readRuleObject],
  ["set", readSet],
  ["table", readTable],
]);

function readTable(reader: ObjectReader, tables: Tables): void {
  const table = tables.get(reader.oneOf("family", tableFamilies), reader.text("name"));
  table.isDormant = isDormant(asList(reader.object.flags));
}

const tableFlags: ReadonlySet<unknown> = new Set(["dormant", "owner", "persist"]);

/** Reads the flags of a table; nft 1.0.6 prints the name of a dormant table instead of its flags. */
function isDormant(flags: readonly unknown[]): boolean | undefined {
  return flags.every((flag) => tableFlags.has(flag)) ? flags.includes("dormant") : undefined;
}

function tableOf(reader: ObjectReader, tables: Tables): TableDraft {
  return tables.get(reader.oneOf("family", tableFamilies), reader.text("table"));
}

function readSet(reader: ObjectReader, tables: Tables): void {
  const { elem, stmt } = reader.object;
  const isPlain = asList(stmt).every((each) => oneOf(each)[0] === "counter");
  if (asList(stmt).some((each) => ["ct count", "limit", "quota"].includes(oneOf(each)[0]))) {
    tableOf(reader, tables).limited.add(reader.text("name"));
  }
  const items = isPlain ? readItems(asList(elem)) : undefined;
  addElements(tableOf(reader, tables).sets, reader.text("name"), items);
}

function readNamedRate(kind: RateKind) {
  return (reader: ObjectReader, tables: Tables): void => {
    const name = `${kind} ${reader.text("name")}`;
    tableOf(reader, tables).rates.set(name, readRate(kind, reader.object));
  };
}

function readMap(reader: ObjectReader, tables: Tables): void {
  const { elem, map } = reader.object;
  const entries = map === "verdict" ? readEntries(asList(elem)) : undefined;
  addElements(tableOf(reader, tables).maps, reader.text("name"), entries);
}

function readChain(reader: ObjectReader, tables: Tables): void {
  const chain = chainOf(tableOf(reader, tables), reader.text("name"));
  if (reader.object.hook !== undefined) {
    chain.base = readBase(reader, chain.table);
  }
}

function readBase(reader: ObjectReader, table: TableDraft): NftBase {
  const { type, hook, prio, policy = "accept", dev } = reader.object;
  const name = reader.text("name");
  const place = reader.oneOf("hook", chainHooks);
  const all = isOfDevices(place) ? [] : undefined;
  return {
    type: asText(type) ?? "",
    hook: place,
    priority: typeof prio === "number" ? prio : reader.refuse("prio"),
    policy: policy === "accept" || policy === "drop" ? policy : reader.refuse("policy"),
    devices: dev === undefined ? all : (asTexts(dev) ?? reader.refuse("dev")),
    origin: reader.origin(
      table,
      name,
      `type ${asText(type) ?? "?"} hook ${hook} priority ${prio}; policy ${policy}`,
    ),
    prefix: `chain ${oneLine(name)}: `,
  };
}

function readRuleObject(reader: ObjectReader, tables: Tables): void {
  const { handle, expr } = reader.object;
  const chain = chainOf(tableOf(reader, tables), reader.text("chain"));
  const { table, name } = chain;
  const number = asText(handle) ?? "?";
  const statements = asList(expr);
  addRule(
    chain,
    readRule(statements, {
      origin: reader.origin(table, name, `rule with handle ${number}: ${ruleText(statements)}`),
      text: null,
      prefix: `rule with handle ${number} of chain ${oneLine(name)} in ${table.family} ${oneLine(table.name)}: `,
    }),
  );
}
