import type { FirewallAudit } from "../audit/types.ts";
import { refusal } from "../errors.ts";
import type { OneOrMany } from "../util/one-or-many.ts";

/** The audit of a server, with the server's name. */
export interface NamedAudit {
  /** The name, such as `web1`; unique among the servers. */
  readonly name: string;
  /** The audit, as `auditFirewall` returned it. */
  readonly audit: FirewallAudit;
  /** The audited files, as in {@link SarifOptions}; only SARIF uses them. */
  readonly artifact?: OneOrMany<string> | undefined;
}

/** A server that could not be audited, and the reason. */
export interface FailedAudit {
  /** The name, such as `web1`; unique among the servers. */
  readonly name: string;
  /** The reason, such as `web1/rules.v4: no such file`. */
  readonly error: string;
}

/** Whether a server could not be audited. */
export function isFailed(server: FailedAudit | NamedAudit): server is FailedAudit {
  return "error" in server;
}

/**
 * Checks the names of servers.
 *
 * @throws {@link InvalidOptionError} when a name is not a string or not unique
 */
export function checkNames(servers: readonly (FailedAudit | NamedAudit)[]): void {
  const names = new Set<unknown>();
  for (const { name } of servers) {
    if (typeof name !== "string" || names.has(name)) {
      throw refusal("name", name, [], "a unique string, such as web1");
    }
    names.add(name);
  }
}
