import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/**
 * Checks that a format is one of those that a table has a writer for.
 *
 * @throws {@link InvalidOptionError} for any other
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
