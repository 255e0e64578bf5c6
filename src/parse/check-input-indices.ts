import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/** The options that map the indices of inputs. */
interface ByInput {
  readonly families?: object | undefined;
  readonly lists?: object | undefined;
  readonly names?: object | undefined;
}

/**
 * Checks that options are for inputs that exist, because others would have no effect.
 *
 * @param count - the number of inputs
 * @throws {@link InvalidOptionError} if an option has a key that is not the index of an input
 */
export function checkInputIndices({ families, lists, names }: ByInput, count: number): void {
  for (const [field, value] of Object.entries({ families, lists, names })) {
    const other = Object.keys(value ?? {}).find(
      (key) => !(/^(?:0|[1-9]\d*)$/.test(key) && Number(key) < count),
    );
    if (other !== undefined) {
      throw new InvalidOptionError(
        `${field} has the key ${quote(other)}, but there ${count === 1 ? "is 1 input" : `are ${count} inputs`}`,
        {
          field,
          input: other,
          expected: count === 1 ? "only the key 0" : `only keys from 0 to ${count - 1}`,
        },
      );
    }
  }
}
