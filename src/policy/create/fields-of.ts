import { InvalidOptionError, refusal } from "../../errors.ts";
import { isPlainObject } from "../../util/is-plain-object.ts";
import { quote } from "../../util/quote.ts";

/**
 * Returns the fields of an object.
 *
 * @param names - the fields that it may have; any, if they are left out
 * @throws {@link InvalidOptionError} for what is not a plain object, or has other fields
 */
export function fieldsOf(
  field: string,
  value: unknown,
  names?: Readonly<Record<string, true>>,
): Readonly<Record<string, unknown>> {
  if (!isPlainObject(value)) {
    const isInstance = typeof value === "object" && value !== null && !Array.isArray(value);
    const expected = isInstance ? "a plain object, not a Map or the like" : "an object";
    throw refusal(field, value, Object.keys(names ?? {}), expected);
  }
  for (const name of Object.keys(value)) {
    if (names && !Object.hasOwn(names, name)) {
      const accepted = Object.keys(names);
      throw new InvalidOptionError(`${quote(name)} is not one of the ${field}`, {
        field: name,
        input: name,
        expected: `any of ${accepted.join(", ")}`,
        accepted,
      });
    }
  }
  return value;
}
