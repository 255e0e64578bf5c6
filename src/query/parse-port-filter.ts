import { InvalidOptionError } from "../errors.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { quote } from "../util/quote.ts";
import { checkFilter, filterField } from "./check-filter.ts";
import type { PortFilter } from "./port-filter.ts";

/**
 * A filter as text: pairs of field and value, such as `URLSearchParams`, or an object. In an object, a list represents a
 * repeated field.
 */
export type TextFilter =
  | Iterable<readonly [field: string, value: string]>
  | Readonly<Record<string, unknown>>;

/**
 * Parses a filter from text, such as the query of a URL, a form or a command line. Fields may be repeated, and values may
 * be comma-separated, in any case. Unknown fields are errors, so remove other parameters first.
 *
 * @param input - the parameters, such as `new URL(request.url).searchParams`
 * @returns a valid filter for {@link listPorts} and {@link diffReleases}
 * @throws {@link InvalidOptionError} when a field or a value does not exist; its `field`, `input`, `expected` and
 *   `suggestion` suit a response with status 400
 *
 * @example
 * ```ts
 * import { listPorts, parsePortFilter } from "cpanel-ports";
 *
 * const { searchParams } = new URL("https://example.com/ports?service=imap,smtp&direction=inbound");
 * const filter = parsePortFilter(searchParams);
 * filter; // => { service: ["imap", "smtp"], direction: ["inbound"] }
 * listPorts(126, filter).map((each) => each.port); // => [25, 26, 143, 465, 587, 993]
 * parsePortFilter({ port: ["22", "2083,2087"] }); // => { port: [22, 2083, 2087] }
 * ```
 */
export function parsePortFilter(input: TextFilter): PortFilter {
  const given = new Map<string, readonly unknown[]>();
  for (const [name, value] of entriesOf(input)) {
    if (value !== undefined) {
      const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
      const values = texts.flatMap((text) => split(text)).map((each) => valueIn(name, each));
      given.set(name, [...(given.get(name) ?? []), ...values]);
    }
  }
  const filter: PortFilter = Object.fromEntries(given);
  checkFilter(filter);
  return deepFreeze(filter);
}

function entriesOf(input: TextFilter): Iterable<readonly [string, unknown]> {
  if (isPlainObject(input)) {
    return Object.entries(input);
  }
  if (typeof input !== "object" || input === null || Array.isArray(input) || !isIterable(input)) {
    throw new InvalidOptionError(`the filter is ${quote(input)}`, {
      field: "filter",
      input,
      expected: "URLSearchParams or an object of strings",
    });
  }
  return input;
}

function isIterable(input: object): input is Iterable<readonly [string, unknown]> {
  return Symbol.iterator in input;
}

function split(text: unknown): readonly unknown[] {
  return typeof text === "string" ? text.split(",").map((each) => each.trim()) : [text];
}

/** Returns the value of a text. Invalid text stays unchanged: `checkFilter` refuses it. */
function valueIn(field: string, text: unknown): unknown {
  if (typeof text !== "string") {
    return text;
  }
  if (field === "port" && /^\d{1,5}$/.test(text)) {
    return Number(text);
  }
  const word = text.toLowerCase();
  return filterField(field).accepted.includes(word) ? word : text;
}
