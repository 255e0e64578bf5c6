import { InvalidOptionError } from "../errors.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import { quoteData } from "../util/quote-data.ts";
import { wholeScope } from "./comparison.ts";
import type { AuditScope, ScopeOptions } from "./types.ts";

/**
 * Validates the options that limit the scope of an audit or a plan.
 *
 * @throws {@link InvalidOptionError} when a value does not exist
 */
export function readScope({ families, directions, protocols }: ScopeOptions): AuditScope {
  return {
    families: some("families", families, wholeScope.families),
    directions: some("directions", directions, wholeScope.directions),
    protocols: some("protocols", protocols, wholeScope.protocols),
  };
}

/** Returns the given values in order; default: all values. */
function some<T extends string>(
  field: string,
  given: OneOrMany<T> | undefined,
  all: readonly T[],
): readonly T[] {
  const values: readonly unknown[] =
    given === undefined ? all : Array.isArray(given) ? given : [given];
  const wrong = values.find((value) => !(all as readonly unknown[]).includes(value));
  if (values.length === 0 || wrong !== undefined) {
    throw new InvalidOptionError(`${field} is ${quoteData(wrong ?? given)}`, {
      field,
      input: wrong ?? given,
      expected: `one of ${all.join(", ")}`,
      accepted: all,
    });
  }
  return all.filter((each) => values.includes(each));
}
