import { checkAudit } from "../audit/check-audit.ts";
import type { FirewallAudit } from "../audit/types.ts";
import { InvalidPolicyError, refusal } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import type { OneOrMany } from "../util/one-or-many.ts";

/** An audit of a server, by the name of the server. */
export interface NamedAudit {
  /** The name, such as `web1`; no two servers have the same. */
  readonly name: string;
  /** What `auditFirewall` returned. */
  readonly audit: FirewallAudit;
  /** The files that were audited, as in {@link SarifOptions}; only SARIF names them. */
  readonly artifact?: OneOrMany<string> | undefined;
}

/** A server that could not be audited, and why. */
export interface FailedAudit {
  /** The name, such as `web1`; no two servers have the same. */
  readonly name: string;
  /** Why there is no audit, such as `web1/rules.v4: no such file`. */
  readonly error: string;
}

/** Tells whether an input is one audit without the name of a server. */
export function isAudit(
  audits: FirewallAudit | OneOrMany<FailedAudit | NamedAudit>,
): audits is FirewallAudit {
  return isPlainObject(audits) && "findings" in audits;
}

/** Tells whether a server could not be audited. */
export function isFailed(server: FailedAudit | NamedAudit): server is FailedAudit {
  return "error" in server;
}

/**
 * Returns the audits of servers as a list, and checks them.
 *
 * @throws {@link InvalidPolicyError} for what is no audit
 * @throws {@link InvalidOptionError} for a name that is not a string or that two servers have, or an error that is not a string
 */
export function namedAudits(
  audits: OneOrMany<FailedAudit | NamedAudit>,
): readonly (FailedAudit | NamedAudit)[] {
  const named = [audits].flat();
  if (named.length === 0 || !named.every(isPlainObject)) {
    throw new InvalidPolicyError(
      "this is no audit; expected what auditFirewall returned, or a list of such audits with names",
      audits,
    );
  }
  const names = new Set<unknown>();
  for (const each of named) {
    const { name } = each;
    if (typeof name !== "string" || names.has(name)) {
      throw refusal("name", name, [], "a string, such as web1, that no other server has");
    }
    names.add(name);
    if (!isFailed(each)) {
      checkAudit(each.audit);
    } else if (typeof each.error !== "string") {
      throw refusal("error", each.error, [], "a string that says why there is no audit");
    }
  }
  return named;
}
