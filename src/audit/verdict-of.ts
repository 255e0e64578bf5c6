import type { AuditFinding, FirewallAudit } from "./types.ts";

/** Returns the verdict. Undetermined ports and gaps are no fault, but prevent `fits`. */
export function verdictOf({
  findings,
  gaps,
}: Pick<FirewallAudit, "findings" | "gaps">): FirewallAudit["verdict"] {
  const isUndetermined = ({ rule }: AuditFinding) =>
    rule === "needed-port-undetermined" || rule === "other-port-undetermined";
  if (findings.some((each) => each.severity !== "info" && !isUndetermined(each))) {
    return "differs";
  }
  return gaps.length > 0 || findings.some(isUndetermined) ? "unknown" : "fits";
}
