import type { PortEntry } from "../dataset/types.ts";
import { remembered } from "../util/remembered.ts";
import { checkFilterShape, filterField, filterValues } from "./check-filter.ts";
import type { PortFilter } from "./port-filter.ts";

/** The entries of a list that match: one bit each, 31 bits in a number. */
type Holds = readonly number[];

/** The matches of the values of a filter field, cached on first use. */
type Column = Map<unknown, Holds>;

const bitsInNumber = 31;

const columnsOf = remembered((_entries: readonly PortEntry[]) => new Map<string, Column>());

/**
 * Returns the entries that match a filter.
 *
 * @param entries - a frozen list
 * @throws {@link InvalidOptionError} when it is not a filter, or a field or a value does not exist
 */
export function filterEntries(
  entries: readonly PortEntry[],
  filter: PortFilter,
): readonly PortEntry[] {
  const given = checkFilterShape(filter);
  const columns = columnsOf(entries);
  let holds: Holds | undefined;
  for (const name of Object.keys(given)) {
    const column = columns.get(name) ?? addColumn(columns, name);
    const value = given[name];
    if (value !== undefined) {
      const fits = Array.isArray(value)
        ? holdsForAny(entries, name, column, value)
        : (column.get(value) ?? addValue(entries, name, column, value));
      holds = holds === undefined ? fits : combine(holds, fits, (a, b) => a & b);
    }
  }
  return holds === undefined ? entries : entriesWith(entries, holds);
}

function addColumn(columns: Map<string, Column>, name: string): Column {
  filterField(name);
  const column: Column = new Map();
  columns.set(name, column);
  return column;
}

function holdsForAny(
  entries: readonly PortEntry[],
  name: string,
  column: Column,
  values: readonly unknown[],
): Holds {
  let holds: Holds = noneOf(entries);
  values.forEach((value) => {
    const fits = column.get(value) ?? addValue(entries, name, column, value);
    holds = combine(holds, fits, (a, b) => a | b);
  });
  return holds;
}

function addValue(
  entries: readonly PortEntry[],
  name: string,
  column: Column,
  value: unknown,
): Holds {
  const field = filterField(name);
  const wanted = filterValues(name, field, value);
  const holds = noneOf(entries);
  entries.forEach((entry, index) => {
    if (field.valuesOf(entry).some((each) => wanted.includes(each))) {
      const at = Math.floor(index / bitsInNumber);
      holds[at] = (holds[at] as number) | (1 << (index % bitsInNumber));
    }
  });
  // Unbounded kinds of values are not cached: unused ports, and words in odd cases.
  const isKept = typeof value !== "string" || value === value.toLowerCase();
  if (isKept && holds.some((bits) => bits !== 0)) {
    column.set(value, holds);
  }
  return holds;
}

function noneOf(entries: readonly PortEntry[]): number[] {
  return new Array<number>(Math.ceil(entries.length / bitsInNumber)).fill(0);
}

function combine(one: Holds, other: Holds, how: (a: number, b: number) => number): Holds {
  return one.map((bits, at) => how(bits, other[at] as number));
}

function entriesWith(entries: readonly PortEntry[], holds: Holds): readonly PortEntry[] {
  const found: PortEntry[] = [];
  for (let at = 0; at < holds.length; at++) {
    // Takes the lowest set bit until none is left.
    for (let bits = holds[at] as number; bits !== 0; bits &= bits - 1) {
      found.push(entries[at * bitsInNumber + 31 - Math.clz32(bits & -bits)] as PortEntry);
    }
  }
  return Object.freeze(found);
}
