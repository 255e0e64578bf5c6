import { dataset } from "../dataset/dataset.ts";
import type { PortEntry } from "../dataset/types.ts";
import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import type { PortFilter } from "./port-filter.ts";
import { serviceIds } from "./service-ids.ts";

/** A field of a filter: the values it knows, and how it reads an entry. */
interface Field {
  /** Every value that is accepted, by the words for it. */
  readonly known: ReadonlyMap<unknown, unknown>;
  readonly matches: (entry: PortEntry, wanted: readonly unknown[]) => boolean;
}

const fields: Readonly<Record<keyof PortFilter, Field>> = describeFields();

/**
 * Checks a filter once and returns the test that it stands for.
 *
 * @throws {@link InvalidOptionError} for what is not a filter, or a field or a value that does not
 *   exist
 */
export function compileFilter(filter: PortFilter): (entry: PortEntry) => boolean {
  if (typeof filter !== "object" || filter === null || Array.isArray(filter)) {
    const names = Object.keys(fields);
    throw new InvalidOptionError(
      `the filter is ${quote(filter)}; expected an object with any of the fields ${names.join(", ")}`,
      "filter",
      filter,
      names,
    );
  }
  const tests: ((entry: PortEntry) => boolean)[] = [];
  for (const [name, given] of Object.entries(filter) as [keyof PortFilter, unknown][]) {
    const field = fieldOf(name);
    if (given !== undefined) {
      const wanted = (Array.isArray(given) ? given : [given]).map((value) =>
        knownValue(name, field, value),
      );
      tests.push((entry) => field.matches(entry, wanted));
    }
  }
  return (entry) => tests.every((holds) => holds(entry));
}

function fieldOf(name: keyof PortFilter): Field {
  if (Object.hasOwn(fields, name)) {
    return fields[name];
  }
  const names = Object.keys(fields);
  throw new InvalidOptionError(
    `${quote(name)} is not a field of a filter; expected one of ${names.join(", ")}`,
    name,
    name,
    names,
  );
}

function knownValue(name: string, { known }: Field, value: unknown): unknown {
  const word = name === "service" && typeof value === "string" ? value.toLowerCase() : value;
  if (known.has(word)) {
    return known.get(word);
  }
  const accepted = [...new Set(known.values())];
  throw new InvalidOptionError(
    `the filter's ${name} is ${quote(value)}; expected one of ${accepted.join(", ")}${name === "service" ? " (or a name or an alias of one)" : ""}`,
    name,
    value,
    accepted,
  );
}

function describeFields(): Readonly<Record<keyof PortFilter, Field>> {
  const themselves = (values: readonly unknown[]) => new Map(values.map((value) => [value, value]));
  return {
    port: {
      known: themselves(dataset.ports.map((span) => span.entry.port)),
      matches: (entry, wanted) => wanted.includes(entry.port),
    },
    service: {
      known: serviceIds,
      matches: (entry, wanted) => entry.services.some((each) => wanted.includes(each)),
    },
    category: {
      known: themselves(dataset.services.map((each) => each.category).sort()),
      matches: (entry, wanted) => entry.categories.some((each) => wanted.includes(each)),
    },
    direction: {
      known: themselves(["inbound", "outbound"]),
      matches: ({ documented }, wanted) =>
        (documented.inbound && wanted.includes("inbound")) ||
        (documented.outbound && wanted.includes("outbound")),
    },
    protocol: {
      known: themselves(["tcp", "udp"]),
      matches: ({ documented }, wanted) =>
        (documented.tcp && wanted.includes("tcp")) || (documented.udp && wanted.includes("udp")),
    },
    scope: {
      known: themselves(["network", "loopback"]),
      matches: (entry, wanted) => wanted.includes(entry.scope),
    },
    protection: {
      known: themselves(["implicit", "starttls", "ssh", "none", "undocumented"]),
      matches: (entry, wanted) => wanted.includes(entry.protection),
    },
  };
}
