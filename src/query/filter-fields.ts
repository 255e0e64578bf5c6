import { serviceData } from "../dataset/dataset.ts";
import type { PortEntry } from "../dataset/types.ts";
import { isPort } from "../util/is-port.ts";
import { once } from "../util/once.ts";
import { categories } from "./categories.ts";
import { findServices, serviceWords } from "./find-services.ts";
import type { PortFilter } from "./port-filter.ts";

/** A field of a filter. */
export interface FilterField {
  /** Returns the values of entries that a filter value represents; `undefined` for an invalid value. */
  readonly read: (value: unknown) => readonly unknown[] | undefined;
  /** A description of the accepted values. */
  readonly expected: string;
  /** The accepted values; empty for a range. */
  readonly accepted: readonly unknown[];
  /** The words to suggest for a misspelled one. */
  readonly words?: readonly string[];
  /** Returns the values of an entry. */
  readonly valuesOf: (entry: PortEntry) => readonly unknown[];
}

/** Returns the fields of filters, by their names. */
export const filterFields: () => Readonly<Record<keyof PortFilter, FilterField>> = once(() => {
  const ids = serviceData().map((each) => each.id);
  return {
    port: {
      read: (value) => (isPort(value) ? [value] : undefined),
      expected: "a whole number from 1 to 65535",
      accepted: [],
      valuesOf: ({ port }) => [port],
    },
    service: {
      read: findServices,
      expected: `one of ${ids.join(", ")} (or an alias, a daemon or a category)`,
      accepted: ids,
      words: serviceWords(),
      valuesOf: ({ services }) => services,
    },
    category: anyOf(categories, (entry) => entry.categories),
    direction: ticks("inbound", "outbound"),
    protocol: ticks("tcp", "udp"),
    scope: anyOf(["network", "loopback"], ({ scope }) => [scope]),
    protection: anyOf(["implicit", "starttls", "ssh", "none", "undocumented"], ({ protection }) => [
      protection,
    ]),
  };
});

function ticks(...columns: readonly ("inbound" | "outbound" | "tcp" | "udp")[]): FilterField {
  return anyOf(columns, ({ documented }) => columns.filter((each) => documented[each]));
}

function anyOf(accepted: readonly unknown[], valuesOf: FilterField["valuesOf"]): FilterField {
  return {
    read: (value) => (accepted.includes(value) ? [value] : undefined),
    expected: `one of ${accepted.join(", ")}`,
    accepted,
    valuesOf,
  };
}
