import type { PolicyOptions } from "../policy/types.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { wholeScope } from "./comparison.ts";
import { type ReadAcceptance, readAcceptances } from "./read-acceptances.ts";
import { readScope } from "./read-scope.ts";
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
    scope: readScope({ families, directions, protocols }),
    policy,
    own: { ...readServer({ listeners, ssh }), inputs, on },
    accept: readAcceptances(accept),
  };
}
