import { InvalidOptionError } from "../errors.ts";
import type { PolicyOptions } from "../policy/types.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import { quoteData } from "../util/quote-data.ts";
import { wholeScope } from "./comparison.ts";
import { type ReadAcceptance, readAcceptances } from "./read-acceptances.ts";
import { readServer, type Server } from "./read-server.ts";
import type { AuditOptions, AuditScope } from "./types.ts";

/** The options of an audit, split into options of its policy and its own. */
export interface ReadAuditOptions {
  readonly scope: AuditScope;
  readonly policy: PolicyOptions;
  readonly own: Pick<AuditOptions, "inputs" | "on"> & Server;
  readonly accept: readonly ReadAcceptance[];
}

/**
 * Validates the options that only an audit has.
 *
 * @throws {@link InvalidOptionError} when a value does not exist
 */
export function readAuditOptions(options: AuditOptions): ReadAuditOptions {
  const isObject: boolean = isPlainObject(options);
  if (!isObject) {
    // createPolicy reports the error.
    return { scope: wholeScope, policy: options, own: {}, accept: [] };
  }
  const { families, directions, protocols, listeners, ssh, inputs, accept, on, ...policy } =
    options;
  return {
    scope: {
      families: some("families", families, wholeScope.families),
      directions: some("directions", directions, wholeScope.directions),
      protocols: some("protocols", protocols, wholeScope.protocols),
    },
    policy,
    own: { ...readServer({ listeners, ssh }), inputs, on },
    accept: readAcceptances(accept),
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
