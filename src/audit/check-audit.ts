import { checkPolicy } from "../policy/check-policy.ts";
import { shapeOf } from "../policy/shape.ts";
import type { FirewallAudit } from "./types.ts";

/**
 * Checks that the policies and lists of an audit have the form they must have.
 *
 * @throws {@link InvalidPolicyError} if a part is malformed
 */
export function checkAudit(audit: FirewallAudit): void {
  const { partsOf, listOf } = shapeOf("audit");
  const { expected, actual, diff } = partsOf("audit", audit);
  const parts = partsOf("diff", diff);
  for (const kind of ["missing", "extra", "narrower", "wider", "unknown"]) {
    for (const finding of listOf(kind, parts[kind])) {
      const { ports, reasons } = partsOf("finding", finding);
      partsOf("ports", ports);
      listOf("reasons", reasons);
    }
  }
  checkPolicy(expected as FirewallAudit["expected"]);
  checkPolicy(actual as FirewallAudit["actual"]);
}
