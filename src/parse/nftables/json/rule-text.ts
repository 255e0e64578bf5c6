import * as limits from "../../../util/limits.ts";
import { keyText } from "../fields/apply-test.ts";
import type { Key } from "../ruleset.ts";
import { asList, asObject, asText, compact, type JsonObject, oneOf, readEach } from "./json.ts";
import { readKey } from "./keys.ts";
import { readFlags } from "./values.ts";

/**
 * Writes the statements of a rule as nft does, the first ones of very many. Omits what does not decide: the state of
 * counters and the options of logs. Statements in other forms stay JSON.
 */
export function ruleText(statements: readonly unknown[]): string {
  return statements
    .slice(0, limits.excerpt)
    .map((each) => statementText(each) ?? compact(each))
    .join(" ");
}

function statementText(statement: unknown): string | undefined {
  const [name, value] = oneOf(statement);
  return value === null ? name : texts.get(name)?.(asObject(value));
}

type Text = (value: JsonObject) => string | undefined;

const texts: ReadonlyMap<string, Text> = new Map<string, Text>([
  ["counter", () => "counter"],
  ["goto", ({ target }) => `goto ${elementText(target)}`],
  ["jump", ({ target }) => `jump ${elementText(target)}`],
  ["limit", limitText],
  ["log", () => "log"],
  ["match", matchText],
  ["reject", rejectText],
  ["vmap", vmapText],
]);

function matchText({ op, left, right }: JsonObject): string | undefined {
  const and = asObject(left)["&"];
  const [subject, bits] = Array.isArray(and) ? and : [left, undefined];
  const key = readKey(subject);
  const mask = bits === undefined ? [] : readFlags(bits);
  if (key === undefined || mask === undefined) {
    return undefined;
  }
  const isImplied = op === "in" || (op === "==" && mask.length === 0 && !Array.isArray(right));
  return [
    fieldsText(key),
    ...(mask.length > 0 ? [`& (${mask.join(" | ")})`] : []),
    ...(isImplied ? [] : [String(op)]),
    valueText(right),
  ].join(" ");
}

/** Writes the fields of a key; nft omits `meta` before interfaces. */
function fieldsText(key: Key): string {
  return keyText(key).replaceAll(/\bmeta (?=[io]if)/g, "");
}

function limitText({ rate, per, inv, rate_unit: unit }: JsonObject): string | undefined {
  return typeof rate === "number" && typeof per === "string" && unit === undefined
    ? `limit rate ${inv === true ? "over " : ""}${rate}/${per}`
    : undefined;
}

function rejectText({ type, expr }: JsonObject): string {
  const how = [type, expr].flatMap((each) => asText(each) ?? []);
  return ["reject", ...(how.length > 0 ? ["with", ...how] : [])].join(" ");
}

function vmapText({ key, data }: JsonObject): string | undefined {
  const read = readKey(key);
  const { set } = asObject(data);
  return (
    read &&
    `${fieldsText(read)} vmap ${set === undefined ? elementText(data) : setText(set, entryText)}`
  );
}

/** Writes an element of a verdict map. */
function entryText(entry: unknown): string {
  const [value, verdict] = asList(entry);
  const [name, inner] = oneOf(verdict);
  const target = asText(asObject(inner).target);
  const text =
    inner === null ? name : target === undefined ? compact(verdict) : `${name} ${target}`;
  return `${elementText(value)} : ${text}`;
}

function valueText(value: unknown): string {
  const { set } = asObject(value);
  return set === undefined ? elementText(value) : setText(set, elementText);
}

function setText(set: unknown, textOf: (element: unknown) => string): string {
  const elements = asList(set);
  const more = elements.length > limits.excerpt ? ["…"] : [];
  return `{ ${[...elements.slice(0, limits.excerpt).map(textOf), ...more].join(", ")} }`;
}

/** Writes a value that is no set; values may nest deeper than the stack, so it calls no function for their parts. */
function elementText(value: unknown): string {
  const { prefix, range, concat } = asObject(value);
  const { addr, len } = asObject(prefix);
  if (typeof value === "boolean") {
    return value ? "exists" : "missing";
  }
  return (
    wordsText(range, 2, "-") ??
    wordsText(concat, 1, " . ") ??
    wordsText(value, 1, ",") ??
    wordsText(prefix && [addr, len], 2, "/") ??
    compact(value)
  );
}

/** Joins words and numbers; returns `undefined` if they are too few, or something else is among them. */
function wordsText(value: unknown, fewest: number, separator: string): string | undefined {
  const list = asList(value).slice(0, limits.excerpt);
  const words = readEach(list, asText);
  return words && words.length >= fewest ? words.map(quoted).join(separator) : undefined;
}

/** Quotes a word that nft would read as several. */
function quoted(word: string): string {
  return /^[\w.:@*/+-]+$/.test(word) ? word : JSON.stringify(word);
}
