import type { PortEntry } from "../dataset/types.ts";
import { openAccess } from "../net/access.ts";
import { unite } from "../net/address-set.ts";
import { overlay } from "../net/port-map.ts";
import { combine, isNobody, noRemotes, remotesOf, whoMayOf } from "../net/remote-addresses.ts";
import { listPorts } from "../query/list-ports.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { joinClauses } from "../util/join-clauses.ts";
import { checkAudit } from "./check-audit.ts";
import { documentedEntry } from "./documented-entry.ts";
import { type FindingRuleId, findingRules } from "./finding-rules.ts";
import { isOfListeners } from "./is-of-listeners.ts";
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
import { withoutPlainTwins } from "./without-plain-twins.ts";

/**
 * Plans the changes that make an audited firewall fit. The plan first opens needed ports. With `close`, it then closes
 * unexpected ports.
 *
 * The plan never closes the ports every server needs, the connections of `keep`, the passive FTP range if FTP is
 * expected, the last port at which cPanel's license system gets in, ports that no rule can close (such as redirected
 * ones), or outbound ports unless the audit limits them (`outbound`). It never closes SSH to the addresses that
 * `allowFrom` allows; without `allowFrom`, it never limits SSH. It does not touch single addresses that are blocked or
 * let in, a closed port whose TLS twin is open, or accepted findings. It lists undetermined ports but plans no change
 * for them.
 *
 * @param audit - the audit that `auditFirewall` returned
 * @param options - whether to close ports, and the connections to keep
 * @returns the changes with their reasons, and the unexpected ports that stay open
 * @throws {@link InvalidPolicyError} when the audit is malformed
 * @throws {@link InvalidOptionError} when a connection is invalid, or for `close` without `keep`
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
  const changes = findingRules.flatMap(({ id, fix }) => {
    const action = id === "outbound-port-open" && audit.limitsOutbound ? "close" : fix;
    return action === null
      ? []
      : drafts(id, action).flatMap((each) => (action === "open" ? openings(each, audit) : [each]));
  });
  return deepFreeze({
    title: `Changes to make ${isOfListeners(actual) ? "what listens" : "the firewall"} fit ${expected.title}`,
    from: null,
    to: release,
    requested: { from: null, to: requested },
    pages: null,
    coverage: { from: null, to: coverage },
    ...planParts(
      {
        changes: withoutPlainTwins(changes, actual),
        unknown: [
          ...drafts("needed-port-undetermined", "open"),
          ...drafts("other-port-undetermined", "close"),
        ],
      },
      actual,
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
  // In a finding, "everybody" refers to the examined families.
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
                  documentedEntry(
                    each.ports.from === each.ports.through
                      ? entries.get(each.ports.from)
                      : undefined,
                    { direction, protocol: each.protocol },
                  ) ?? null,
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

/** Opens ports to all expected addresses, not only to those that lack access. */
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
            who: whoMayOf(wholeOf(lack, combine(wanted, lack, unite)), families),
          },
  ).filter((each) => each !== undefined);
}
