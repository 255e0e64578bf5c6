import { dataset } from "../dataset/dataset.ts";
import type { PortEntry, Service } from "../dataset/types.ts";
import { InvalidOptionError } from "../errors.ts";
import type { PortFilter } from "./list-ports.ts";
import { quote } from "./quote.ts";

type Field = keyof PortFilter;
type Matcher = (entry: PortEntry, wanted: readonly unknown[]) => boolean;

/** How each field of a filter reads an entry, and the values it knows. */
const fields: Readonly<
  Record<Field, { readonly accepted: () => readonly unknown[]; readonly matches: Matcher }>
> = {
  port: {
    accepted: () => distinct(dataset.ports.map((span) => span.entry.port)),
    matches: (entry, wanted) => wanted.includes(entry.port),
  },
  service: {
    accepted: () => dataset.services.map((each) => each.id),
    matches: (entry, wanted) => entry.services.some((each) => wanted.includes(each)),
  },
  category: {
    accepted: () => distinct(dataset.services.map((each) => each.category)).toSorted(),
    matches: (entry, wanted) => entry.categories.some((each) => wanted.includes(each)),
  },
  direction: {
    accepted: () => ["inbound", "outbound"],
    matches: (entry, wanted) =>
      (entry.documented.inbound && wanted.includes("inbound")) ||
      (entry.documented.outbound && wanted.includes("outbound")),
  },
  protocol: {
    accepted: () => ["tcp", "udp"],
    matches: (entry, wanted) =>
      (entry.documented.tcp && wanted.includes("tcp")) ||
      (entry.documented.udp && wanted.includes("udp")),
  },
  scope: {
    accepted: () => ["network", "loopback"],
    matches: (entry, wanted) => wanted.includes(entry.scope),
  },
  tls: {
    accepted: () => [true, false, "starttls", "undocumented"],
    matches: (entry, wanted) => wanted.includes(entry.tls),
  },
};

/**
 * Checks a filter once and returns the test that it stands for.
 *
 * @throws {@link InvalidOptionError} for a field or a value that does not exist
 */
export function compileFilter(filter: PortFilter): (entry: PortEntry) => boolean {
  const tests: ((entry: PortEntry) => boolean)[] = [];
  for (const [name, given] of Object.entries(filter) as [Field, unknown][]) {
    if (!Object.hasOwn(fields, name)) {
      const accepted = Object.keys(fields);
      throw new InvalidOptionError(
        `${quote(name)} is not a field of a filter; expected one of ${accepted.join(", ")}`,
        name,
        name,
        accepted,
      );
    }
    if (given === undefined) {
      continue;
    }
    const wanted = (Array.isArray(given) ? given : [given]).map((value) => known(name, value));
    const { matches } = fields[name];
    tests.push((entry) => matches(entry, wanted));
  }
  return (entry) => tests.every((holds) => holds(entry));
}

function known(name: Field, value: unknown): unknown {
  const found = name === "service" ? findService(value)?.id : value;
  const accepted = fields[name].accepted();
  if (accepted.includes(found)) {
    return found;
  }
  const list = accepted.map((each) => (typeof each === "string" ? each : String(each))).join(", ");
  throw new InvalidOptionError(
    `the filter's ${name} is ${quote(value)}; expected one of ${list}${name === "service" ? " (or a name or an alias of one)" : ""}`,
    name,
    value,
    accepted,
  );
}

function findService(wanted: unknown): Service | undefined {
  if (typeof wanted !== "string") {
    return undefined;
  }
  const word = wanted.toLowerCase();
  return dataset.services.find(
    ({ id, name, aliases }) => id === word || name.toLowerCase() === word || aliases.includes(word),
  );
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
