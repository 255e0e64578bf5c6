import { InvalidOptionError, unknownName } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { quote } from "../util/quote.ts";
import { type FilterField, filterFields } from "./filter-fields.ts";
import type { PortFilter } from "./port-filter.ts";

/**
 * Checks a filter without `undefined` fields, and each of its values.
 *
 * @throws {@link InvalidOptionError} when it is not a filter, or a field or a value does not exist
 */
export function checkFilter(filter: PortFilter): void {
  for (const [name, given] of Object.entries(checkFilterShape(filter))) {
    const field = filterField(name);
    for (const value of [given].flat()) {
      filterValues(name, field, value);
    }
  }
}

/** Returns a filter; throws if it is not a plain object. */
export function checkFilterShape(filter: PortFilter): Readonly<Record<string, unknown>> {
  if (isPlainObject(filter)) {
    return filter;
  }
  const accepted = Object.keys(filterFields());
  throw new InvalidOptionError(`the filter is ${quote(filter)}`, {
    field: "filter",
    input: filter,
    expected: `an object with any of the fields ${accepted.join(", ")}`,
    accepted,
  });
}

/** Returns the field with a name. */
export function filterField(name: string): FilterField {
  const fields = filterFields();
  if (Object.hasOwn(fields, name)) {
    return fields[name as keyof PortFilter];
  }
  const accepted = Object.keys(fields);
  throw unknownName(name, "a field of a filter", accepted, `one of ${accepted.join(", ")}`);
}

/** Returns the values of entries that a filter value represents. */
export function filterValues(name: string, field: FilterField, value: unknown): readonly unknown[] {
  const { read, expected, accepted, words = accepted } = field;
  const values = read(value);
  if (values === undefined) {
    const option = { field: name, input: value, expected, accepted, words };
    throw new InvalidOptionError(`the filter's ${name} is ${quote(value)}`, option);
  }
  return values;
}
