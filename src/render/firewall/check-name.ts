import { InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";

/**
 * Returns a name that a tool accepts without quotes.
 *
 * @throws {@link InvalidOptionError} for other names
 */
export function checkName(option: string, name: string, form: RegExp, expected: string): string {
  if (typeof name === "string" && form.test(name)) {
    return name;
  }
  throw new InvalidOptionError(`${option} is ${quote(name)}`, {
    field: option,
    input: name,
    expected,
  });
}
