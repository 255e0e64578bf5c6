import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/**
 * Checks that a table of writers has the format.
 *
 * @throws {@link InvalidOptionError} when it does not
 */
export function checkFormat(format: unknown, writers: Readonly<Record<string, unknown>>): void {
  const accepted = Object.keys(writers);
  if (!accepted.some((each) => each === format)) {
    throw new InvalidOptionError(`format is ${quote(format)}`, {
      field: "format",
      input: format,
      expected: `one of ${accepted.join(", ")}`,
      accepted,
    });
  }
}
