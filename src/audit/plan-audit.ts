import type { PortEntry } from "../dataset/types.ts";
import { openAccess } from "../net/access.ts";
import { overlay } from "../net/port-map.ts";
import { isNobody, noRemotes, remotesOf, whoMayOf } from "../net/remote-addresses.ts";
import { listPorts } from "../query/list-ports.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { joinClauses } from "../util/join-clauses.ts";
import { checkAudit } from "./check-audit.ts";
import { type FindingRuleId, findingRules } from "./finding-rules.ts";
import { planParts } from "./plan-parts.ts";
import { readClosing } from "./read-closing.ts";
import type {
  AuditFinding,
  ClosingOptions,
  FindingPorts,
  FirewallAudit,
  FirewallPlan,
  PlanChange,
} from "./types.ts";
import { wholeOf } from "./whole-of.ts";

/**
 * Plans what to change so that an audited firewall fits: first what is closed and needed is opened; then what is open
 * beyond the expected is closed, if `close` asks for it. Never closed are what every server needs, the ports of SSH,
 * the connections of `keep`, the range of passive FTP where FTP is expected, and what goes out unless the audit was
 * asked to limit that (`outbound`). Addresses that are blocked or let in by themselves stay so, and a port that
 * allows plain text and whose TLS twin is open stays closed. Of ports that are undetermined, nothing is planned; they
 * are listed. What is accepted stays as it is.
 *
 * @param audit - what `auditFirewall` returned
 * @param options - whether to close, and the connections that must stay possible
 * @returns the changes, each with its reason; what stays open, and why
 * @throws {@link InvalidPolicyError} for anything but an audit
 * @throws {@link InvalidOptionError} for an invalid connection, and for `close` without `keep`
 *
 * @example
 * ```ts
 * import { auditFirewall, planAudit } from "cpanel-ports";
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const exposure = parseCsf(`TCP_IN = "22,2087,8443"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\nIPV6 = "0"`);
 * const audit = auditFirewall(126, exposure, { services: ["ssh", "whm", "dns"], preferTls: true });
 * const plan = planAudit(audit);
 * plan.changes.map(({ action, protocol, ports }) => `${action} ${protocol} ${ports.from}`); // => ["open tcp 53", "open udp 53"]
 * plan.closable.map(({ ports }) => ports.from); // => [8443]
 * planAudit(audit, { close: true, keep: "198.51.100.7:22" }).changes.at(-1)?.action; // => "close"
 * ```
 */
export function planAudit(audit: FirewallAudit, options: ClosingOptions = {}): FirewallPlan {
  checkAudit(audit);
  const closing = readClosing(options);
  const { release, requested, coverage, expected, actual } = audit;
  const drafts = draftsOf(audit);
  return deepFreeze({
    title: `What makes the firewall fit ${expected.title}`,
    from: null,
    to: release,
    requested: { from: null, to: requested },
    pages: null,
    coverage: { from: null, to: coverage },
    ...planParts(
      {
        changes: findingRules.flatMap(({ id, fix }) => {
          const action = id === "outbound-port-open" && audit.limitsOutbound ? "close" : fix;
          return action === null
            ? []
            : drafts(id, action).flatMap((each) =>
                action === "open" ? openings(each, audit) : [each],
              );
        }),
        unknown: [
          ...drafts("needed-port-undetermined", "open"),
          ...drafts("other-port-undetermined", "close"),
        ],
      },
      { ...audit, families: actual.families },
      closing,
    ),
    actual,
  });
}

/** Returns a function that drafts the changes for the findings of a rule. */
function draftsOf({
  release,
  findings,
  scope,
  actual,
}: FirewallAudit): (id: FindingRuleId, action: PlanChange["action"]) => readonly PlanChange[] {
  const entries = new Map<number, PortEntry>(
    listPorts(release).map((entry) => [entry.port, entry]),
  );
  // In a finding, everybody is everybody of the families that were examined.
  const examined = actual.families.filter((family) => scope.families.includes(family));
  return (id, action) =>
    findings
      .filter(({ rule }) => rule === id)
      .flatMap((finding) => {
        const { direction, who } = finding;
        return direction === null || who === null
          ? []
          : finding.ports.map(
              (each): PlanChange => ({
                action,
                direction,
                protocol: each.protocol,
                ports: each.ports,
                who: whoMayOf(remotesOf(each.who ?? who, examined), actual.families),
                label: each.label ?? "No documented service",
                services: each.services,
                conditions: each.conditions,
                entry:
                  (each.ports.from === each.ports.through && entries.get(each.ports.from)) || null,
                reason: reasonOf(finding, each),
              }),
            );
      });
}

function reasonOf({ rule, reasons }: AuditFinding, { since, conditions }: FindingPorts): string {
  const title = findingRules.find(({ id }) => id === rule)?.title as string;
  return joinClauses([
    ...(reasons.length > 0 && rule !== "stock-list-open"
      ? reasons
      : [title.charAt(0).toLowerCase() + title.slice(1)]),
    ...(since === null ? [] : [`documented since ${since}`]),
    ...conditions.map(({ text }) => text),
  ]);
}

/** Opens ports to all who should use them, not only to those who cannot yet. */
function openings(draft: PlanChange, { expected, actual }: FirewallAudit): readonly PlanChange[] {
  const { direction, protocol, ports, who } = draft;
  const { families } = actual;
  return overlay(
    [
      [{ ...ports, value: remotesOf(who, families) }],
      openAccess(expected, direction, protocol, families),
    ],
    ({ from, through }, [lack = noRemotes, wanted = noRemotes]): PlanChange | undefined =>
      isNobody(lack)
        ? undefined
        : {
            ...draft,
            ports: { from, through },
            who: whoMayOf(wholeOf(lack, wanted), families),
          },
  ).filter((each) => each !== undefined);
}
