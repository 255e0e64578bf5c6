import type { Item, MapEntry, Value, Values } from "../ruleset.ts";
import { asList, asObject, asText, oneOf, readEach } from "./json.ts";
import { readVerdict } from "./verdicts.ts";

/** Reads the values of a comparison; returns `undefined` if unsupported. */
export function readValues(right: unknown): Values | undefined {
  if (typeof right === "string" && right.startsWith("@")) {
    return { set: right.slice(1) };
  }
  if (typeof right === "boolean") {
    return { items: [[right ? "exists" : "missing"]], isSet: false };
  }
  const { set } = asObject(right);
  if (set !== undefined) {
    const items = readItems(asList(set));
    return items && { items, isSet: true };
  }
  const flags = readFlags(right);
  if (flags) {
    return { items: flags.map((flag) => [flag]), isSet: false };
  }
  const item = readItem(right);
  return item && { items: [item], isSet: false };
}

/** Reads flags: one, a list, or several joined by `|`; returns `undefined` for anything else. */
export function readFlags(value: unknown): readonly string[] | undefined {
  const flags: string[] = [];
  // Flags are joined in pairs, which may nest deeper than the stack.
  const waiting = Array.isArray(value) ? value.toReversed() : [value];
  while (waiting.length > 0) {
    const next: unknown = waiting.pop();
    const joined = asObject(next)["|"];
    const flag = asText(next);
    if (Array.isArray(joined)) {
      waiting.push(...joined.slice(0, 2).toReversed());
    } else if (flag === undefined) {
      return undefined;
    } else {
      flags.push(flag);
    }
  }
  return flags;
}

/** Reads the elements of a set; returns `undefined` if one is unsupported. */
export function readItems(elements: readonly unknown[]): readonly Item[] | undefined {
  return readEach(elements, readItem);
}

/** Reads the elements of a verdict map; returns `undefined` if one is unsupported. */
export function readEntries(elements: readonly unknown[]): readonly MapEntry[] | undefined {
  return readEach(elements, (element) => {
    const [value, verdict] = asList(element);
    const item = readItem(value);
    const outcome = readVerdict(...oneOf(verdict));
    return item && outcome && { item, outcome };
  });
}

/** The members of an element that do not change its matches. */
const besides: ReadonlySet<string> = new Set(["comment", "counter", "expires", "timeout", "val"]);

/** Reads an element of a set, or another value. */
function readItem(element: unknown): Item | undefined {
  const { elem } = asObject(element);
  if (elem !== undefined && !Object.keys(asObject(elem)).every((key) => besides.has(key))) {
    return undefined;
  }
  const value = elem === undefined ? element : asObject(elem).val;
  const { concat } = asObject(value);
  return Array.isArray(concat) && concat.length > 0
    ? readEach(concat, readValue)
    : readEach([value], readValue);
}

/** Reads a value, a prefix or a range. */
function readValue(value: unknown): Value | undefined {
  const { prefix, range } = asObject(value);
  if (prefix !== undefined) {
    const { addr, len } = asObject(prefix);
    return typeof addr === "string" && typeof len === "number" ? `${addr}/${len}` : undefined;
  }
  if (asObject(value)["|"] !== undefined) {
    const flags = readFlags(value);
    return flags && { flags };
  }
  const ends = asList(range);
  const [from, through] = ends.length === 2 ? ends.map(asText) : [];
  return from !== undefined && through !== undefined ? { from, through } : asText(value);
}
