import { deepFreeze } from "../util/deep-freeze.ts";
import { changeOf } from "./change-of.ts";
import { checkAudit } from "./check-audit.ts";
import { findingReason } from "./finding-reason.ts";
import type { FindingRule } from "./finding-rules.ts";
import { inOrder } from "./findings.ts";
import type { FirewallAudit, FirewallPlan } from "./types.ts";

/** What a plan leaves as it is: what somebody blocked or let in by address, and needless plain text. */
const leftAlone: ReadonlySet<FindingRule> = new Set([
  "open-to-some",
  "some-addresses-blocked",
  "plain-port-closed",
]);

/**
 * What to change so that an audited firewall fits: what is missing is opened, and what is open beyond
 * the expected is closed. Addresses that are blocked or let in by themselves stay so, and a port that allows plain text and whose TLS
 * twin is open stays closed. Of ports that are unknown, nothing is planned; they are listed.
 *
 * @param audit - what `auditFirewall` returned
 * @returns the changes, each with its reason
 * @throws {@link InvalidPolicyError} for what is no audit
 *
 * @example
 * ```ts
 * import { auditFirewall, planAudit } from "cpanel-ports";
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const exposure = parseCsf(`TCP_IN = "22,2087,8443"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\nIPV6 = "0"`);
 * const plan = planAudit(auditFirewall(126, exposure, { services: ["ssh", "whm", "dns"], preferTls: true }));
 * plan.changes.map(({ action, protocol, ports }) => `${action} ${protocol} ${ports.from}`); // => ["open tcp 53", "close tcp 8443", "open udp 53"]
 * ```
 */
export function planAudit(audit: FirewallAudit): FirewallPlan {
  checkAudit(audit);
  const { release, requested, coverage, expected, actual, diff } = audit;
  return deepFreeze({
    title: `What makes the firewall fit ${expected.title}`,
    from: null,
    to: release,
    requested: { from: null, to: requested },
    pages: null,
    coverage: { from: null, to: coverage },
    changes: inOrder(diff)
      .filter(({ kind, rule }) => kind !== "unknown" && !leftAlone.has(rule))
      .map((finding) => changeOf(finding, findingReason(finding))),
    unknown: diff.unknown.map((finding) => ({
      ...changeOf(finding, finding.reasons.join("; ")),
      action: finding.expected ? ("open" as const) : ("close" as const),
    })),
    actual,
  });
}
