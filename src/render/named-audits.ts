import { checkAudit } from "../audit/check-audit.ts";
import type { FirewallAudit } from "../audit/types.ts";
import { InvalidPolicyError, refusal } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
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

/** Whether an input is a single audit without a server name. */
export function isAudit(
  audits: FirewallAudit | OneOrMany<FailedAudit | NamedAudit>,
): audits is FirewallAudit {
  return isPlainObject(audits) && "findings" in audits;
}

/** Whether a server could not be audited. */
export function isFailed(server: FailedAudit | NamedAudit): server is FailedAudit {
  return "error" in server;
}

/**
 * Checks the audits of servers and returns them as a list.
 *
 * @throws {@link InvalidPolicyError} when one is not an audit
 * @throws {@link InvalidOptionError} when a name is not a string or not unique, or an error is not a string
 */
export function namedAudits(
  audits: OneOrMany<FailedAudit | NamedAudit>,
): readonly (FailedAudit | NamedAudit)[] {
  const named = [audits].flat();
  if (named.length === 0 || !named.every(isPlainObject)) {
    throw new InvalidPolicyError(
      "this is not an audit; expected the result of auditFirewall, or a list of named results",
      audits,
    );
  }
  checkNames(named);
  for (const each of named) {
    if (!isFailed(each)) {
      checkAudit(each.audit);
    } else if (typeof each.error !== "string") {
      throw refusal("error", each.error, [], "a string that explains why there is no audit");
    }
  }
  return named;
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
