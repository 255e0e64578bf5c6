import { InvalidOptionError } from "../errors.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { quote } from "../util/quote.ts";
import { checkFilter } from "./check-filter.ts";
import type { PortFilter } from "./port-filter.ts";

/**
 * Values of a filter as text, by the name of the field: pairs, as `URLSearchParams` are, or an object, in
 * which a list stands for a repeated field.
 */
export type TextFilter =
  | Iterable<readonly [field: string, value: string]>
  | Readonly<Record<string, unknown>>;

/**
 * Reads a filter as queries of a URL, forms and command lines give it: as text. A field may be repeated,
 * and a value may have several with commas between. Other parameters of the same query are for the
 * caller to take out before: what is no field of a filter is an error.
 *
 * @param input - the parameters, such as `new URL(request.url).searchParams`
 * @returns a filter for {@link listPorts} and {@link diffReleases}, checked
 * @throws {@link InvalidOptionError} for what is no field of a filter, or a value that a field does not
 *   take: `field`, `input`, `expected` and `suggestion` are fit for an answer with the status 400
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

/** What a text stands for; one that stands for nothing stays as it is, and is refused with the filter. */
function valueIn(field: string, text: unknown): unknown {
  if (field === "port" && typeof text === "string" && /^\d{1,5}$/.test(text)) {
    return Number(text);
  }
  return text;
}
