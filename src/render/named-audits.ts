import { checkAudit } from "../audit/check-audit.ts";
import type { FirewallAudit } from "../audit/types.ts";
import { InvalidPolicyError, refusal } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import { checkNames, type FailedAudit, isFailed, type NamedAudit } from "./audited-servers.ts";

/** Whether an input is a single audit without a server name. */
export function isAudit(
  audits: FirewallAudit | OneOrMany<FailedAudit | NamedAudit>,
): audits is FirewallAudit {
  return isPlainObject(audits) && "findings" in audits;
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
