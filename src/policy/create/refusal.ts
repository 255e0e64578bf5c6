import { InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";

/**
 * Makes the error for a value that an option does not take.
 *
 * @param words - more that could have been meant, for the suggestion
 */
export function refusal(
  field: string,
  value: unknown,
  accepted: readonly unknown[],
  expected: string,
  words?: Iterable<unknown>,
): InvalidOptionError {
  return new InvalidOptionError(`${field} is ${quote(value)}`, {
    field,
    input: value,
    expected,
    accepted,
    ...(words && { words }),
  });
}
