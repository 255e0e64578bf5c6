import { InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";

/**
 * Passes a name that has the form that a tool takes without quotes.
 *
 * @throws {@link InvalidOptionError} for any other
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
