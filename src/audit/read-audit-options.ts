import { fieldsOf } from "../errors.ts";
import { policyOptionNames } from "../policy/create/read-options.ts";
import type { PolicyOptions } from "../policy/types.ts";
import { withoutSchema } from "../policy/without-schema.ts";
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

const names: Readonly<Record<keyof AuditOptions, true>> = {
  ...policyOptionNames,
  families: true,
  directions: true,
  protocols: true,
  listeners: true,
  ssh: true,
  accept: true,
  on: true,
  inputs: true,
};

/**
 * Validates the names of all options, and the options that only an audit has.
 *
 * @throws {@link InvalidOptionError} when an option or a value does not exist
 */
export function readAuditOptions(options: AuditOptions): ReadAuditOptions {
  const { families, directions, protocols, listeners, ssh, inputs, accept, on, ...policy } =
    fieldsOf("options", withoutSchema(options), names);
  return {
    scope: readScope({ families, directions, protocols }),
    policy,
    own: { ...readServer({ listeners, ssh }), inputs, on },
    accept: readAcceptances(accept),
  };
}
