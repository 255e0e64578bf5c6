import { InvalidOptionError } from "../errors.ts";
import { eachOf } from "../util/each-of.ts";
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
  if (given === undefined) {
    return all;
  }
  const values = eachOf(field, given);
  const isKnown = ([, value]: readonly [string, unknown]) =>
    (all as readonly unknown[]).includes(value);
  const wrong =
    values.length === 0 ? ([field, given] as const) : values.find((each) => !isKnown(each));
  if (wrong !== undefined) {
    const [option, input] = wrong;
    throw new InvalidOptionError(`${option} is ${quoteData(input)}`, {
      field: option,
      input,
      expected: `one of ${all.join(", ")}`,
      accepted: all,
    });
  }
  return all.filter((each) => values.some(([, value]) => value === each));
}
