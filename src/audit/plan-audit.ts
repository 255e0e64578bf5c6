import type { PortEntry } from "../dataset/types.ts";
import { listPorts } from "../query/list-ports.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { checkAudit } from "./check-audit.ts";
import { type FindingRuleId, findingRules } from "./finding-rules.ts";
import { inOrder } from "./in-order.ts";
import type { AuditFinding, FirewallAudit, FirewallPlan, PlanChange } from "./types.ts";

/**
 * What to change so that an audited firewall fits: what is closed and needed is opened, and what is open inbound
 * beyond the expected is closed. Nothing outbound is closed. Addresses that are blocked or let in by themselves
 * stay so, and a port that allows plain text and whose TLS twin is open stays closed. Of ports that are
 * undetermined, nothing is planned; they are listed. What is accepted stays as it is.
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
  const { release, requested, coverage, expected, actual, findings } = audit;
  const entries = new Map<number, PortEntry>(
    listPorts(release).map((entry) => [entry.port, entry]),
  );
  const of = (rule: FindingRuleId) => findings.filter((each) => each.rule === rule);
  return deepFreeze({
    title: `What makes the firewall fit ${expected.title}`,
    from: null,
    to: release,
    requested: { from: null, to: requested },
    pages: null,
    coverage: { from: null, to: coverage },
    changes: findingRules
      .flatMap(({ id, fix }) =>
        fix === null ? [] : of(id).flatMap((each) => changesOf(each, fix, entries)),
      )
      .sort(inOrder),
    unknown: [
      ...of("needed-port-undetermined").flatMap((each) => changesOf(each, "open", entries)),
      ...of("other-port-undetermined").flatMap((each) => changesOf(each, "close", entries)),
    ].sort(inOrder),
    actual,
  });
}

function changesOf(
  { rule, direction, who, ports, reasons }: AuditFinding,
  action: PlanChange["action"],
  entries: ReadonlyMap<number, PortEntry>,
): readonly PlanChange[] {
  const title = findingRules.find(({ id }) => id === rule)?.title as string;
  return direction === null || who === null
    ? []
    : ports.map(({ protocol, ports: range, who: own, label, services, conditions, since }) => ({
        action,
        direction,
        protocol,
        ports: range,
        who: own ?? who,
        label: label ?? "No documented service",
        services,
        conditions,
        entry: (range.from === range.through && entries.get(range.from)) || null,
        reason: [
          ...(reasons.length > 0 && rule !== "stock-list-open"
            ? reasons
            : [title.charAt(0).toLowerCase() + title.slice(1)]),
          ...(since === null ? [] : [`documented since ${since}`]),
          ...conditions.map(({ text }) => text),
        ].join("; "),
      }));
}
