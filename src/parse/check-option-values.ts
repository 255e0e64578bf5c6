import { refusal } from "../errors.ts";
import { allFamilies } from "../net/remote-addresses.ts";
import { isPlainObject } from "../util/is-plain-object.ts";

/** What an option accepts, in words and as a test. */
interface Accepted {
  readonly expected: string;
  readonly values?: readonly unknown[];
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isFamily = (value: unknown) => allFamilies.some((family) => family === value);
const isMapOf = (accepts: (value: unknown) => boolean) => (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  (Array.isArray(value) || isPlainObject(value)) &&
  Object.values(value).every((each) => each === undefined || accepts(each));
const isListOf = (accepts: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(accepts);

/** The options of all parsers; an option of several parsers means the same in each. */
const accepted: Readonly<Record<string, Accepted>> = {
  addresses: {
    expected: "an address, or an array of addresses",
    accepts: (value) => isText(value) || isListOf(isText)(value),
  },
  families: {
    expected: 'an object such as { 0: "ipv4", 1: "ipv6" }',
    accepts: isMapOf(isFamily),
  },
  family: { expected: "one of ipv4, ipv6", values: allFamilies, accepts: isFamily },
  inputs: { expected: "an array with the names of the inputs", accepts: isListOf(isText) },
  interface: { expected: "the name of an interface, such as eth0", accepts: isText },
  lists: {
    expected: 'an object such as { 1: "deny" }',
    // The kinds have an error of their own, which names the input.
    accepts: isMapOf(() => true),
  },
  names: { expected: "an object with the names of inputs by index", accepts: isMapOf(isText) },
  services: { expected: "an object with the XML of services by name", accepts: isMapOf(isText) },
};

/**
 * Checks the values of a parser's options.
 *
 * @throws {@link InvalidOptionError} if an option does not accept its value
 */
export function checkOptionValues(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    const option = accepted[name];
    if (option && value !== undefined && !option.accepts(value)) {
      throw refusal(name, value, option.values ?? [], option.expected);
    }
  }
}
