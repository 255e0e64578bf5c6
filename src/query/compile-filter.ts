import { dataset } from "../dataset/dataset.ts";
import type { PortEntry } from "../dataset/types.ts";
import { InvalidOptionError } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { isPort } from "../util/is-port.ts";
import { quote } from "../util/quote.ts";
import { findServices, serviceWords } from "./find-services.ts";
import type { PortFilter } from "./port-filter.ts";

/** A field of a filter: the values it takes, and how it reads an entry. */
interface Field {
  /** The values of entries that a given one stands for; `undefined` for one that is not accepted. */
  readonly read: (value: unknown) => readonly unknown[] | undefined;
  /** What it takes, in words. */
  readonly expected: string;
  /** Everything that it takes; empty where that is a range. */
  readonly accepted: readonly unknown[];
  /** What may have been meant by a misspelled word. */
  readonly words?: readonly string[];
  readonly matches: (entry: PortEntry, wanted: readonly unknown[]) => boolean;
}

const fields: Readonly<Record<keyof PortFilter, Field>> = describeFields();

const filterFields: readonly string[] = (() => Object.keys(fields))();

/**
 * Checks a filter once and returns the test that it stands for.
 *
 * @throws {@link InvalidOptionError} for what is not a filter, or a field or a value that does not
 *   exist
 */
export function compileFilter(filter: PortFilter): (entry: PortEntry) => boolean {
  if (!isPlainObject(filter)) {
    throw new InvalidOptionError(`the filter is ${quote(filter)}`, {
      field: "filter",
      input: filter,
      expected: `an object with any of the fields ${filterFields.join(", ")}`,
      accepted: filterFields,
    });
  }
  const tests: ((entry: PortEntry) => boolean)[] = [];
  for (const [name, given] of Object.entries(filter)) {
    const field = fieldOf(name);
    if (given !== undefined) {
      const wanted = (Array.isArray(given) ? given : [given]).flatMap((value) =>
        acceptedValues(name, field, value),
      );
      tests.push((entry) => field.matches(entry, wanted));
    }
  }
  return (entry) => tests.every((holds) => holds(entry));
}

function fieldOf(name: string): Field {
  if (Object.hasOwn(fields, name)) {
    return fields[name as keyof PortFilter];
  }
  throw new InvalidOptionError(`${quote(name)} is not a field of a filter`, {
    field: name,
    input: name,
    expected: `one of ${filterFields.join(", ")}`,
    accepted: filterFields,
  });
}

function acceptedValues(name: string, field: Field, value: unknown): readonly unknown[] {
  const { read, expected, accepted, words = accepted } = field;
  const values = read(value);
  if (values === undefined) {
    const option = { field: name, input: value, expected, accepted, words };
    throw new InvalidOptionError(`the filter's ${name} is ${quote(value)}`, option);
  }
  return values;
}

function describeFields(): Readonly<Record<keyof PortFilter, Field>> {
  const anyOf = (accepted: readonly unknown[]) => ({
    read: (value: unknown) => (accepted.includes(value) ? [value] : undefined),
    expected: `one of ${accepted.join(", ")}`,
    accepted,
  });
  const ids = dataset.services.map((each) => each.id);
  const categories = [...new Set(dataset.services.map((each) => each.category))].sort();
  return {
    port: {
      read: (value) => (isPort(value) ? [value] : undefined),
      expected: "a whole number from 1 to 65535",
      accepted: [],
      matches: (entry, wanted) => wanted.includes(entry.port),
    },
    service: {
      read: findServices,
      expected: `one of ${ids.join(", ")} (or an alias, a daemon or a category)`,
      accepted: ids,
      words: serviceWords,
      matches: (entry, wanted) => entry.services.some((each) => wanted.includes(each)),
    },
    category: {
      ...anyOf(categories),
      matches: (entry, wanted) => entry.categories.some((each) => wanted.includes(each)),
    },
    direction: {
      ...anyOf(["inbound", "outbound"]),
      matches: ({ documented }, wanted) =>
        (documented.inbound && wanted.includes("inbound")) ||
        (documented.outbound && wanted.includes("outbound")),
    },
    protocol: {
      ...anyOf(["tcp", "udp"]),
      matches: ({ documented }, wanted) =>
        (documented.tcp && wanted.includes("tcp")) || (documented.udp && wanted.includes("udp")),
    },
    scope: {
      ...anyOf(["network", "loopback"]),
      matches: (entry, wanted) => wanted.includes(entry.scope),
    },
    protection: {
      ...anyOf(["implicit", "starttls", "ssh", "none", "undocumented"]),
      matches: (entry, wanted) => wanted.includes(entry.protection),
    },
  };
}
