import { checkPlan } from "../../audit/check-plan.ts";
import { isOfListeners } from "../../audit/is-of-listeners.ts";
import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { widenedPorts } from "../../audit/widened-ports.ts";
import { widenedText } from "../../audit/widened-text.ts";
import { fieldsOf, InvalidOptionError } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Family } from "../../net/types.ts";
import { checkFormat } from "../check-format.ts";
import { visible } from "../formats/escape/visible.ts";
import { planCount } from "../tables/plan-table.ts";
import { planWhoText } from "../tables/plan-who-text.ts";
import { checkRollback } from "./check-rollback.ts";
import { writeCsf } from "./csf.ts";
import { writeFirewalld } from "./firewalld.ts";
import { writeIptables } from "./iptables.ts";
import { checkManager } from "./managers.ts";
import { writeNftables } from "./nftables.ts";
import { familiesOf } from "./targets.ts";
import type { PlanFormat, PlanOptions, PlanWriter } from "./types.ts";
import { withRollback } from "./with-rollback.ts";

/** The writers by format; also the command's list of formats. */
export const planWriters: Readonly<Record<PlanFormat, PlanWriter>> = {
  nftables: writeNftables,
  iptables: writeIptables,
  firewalld: writeFirewalld,
  csf: writeCsf,
};

/**
 * Renders the changes of a plan as one script to paste into a root shell. It runs in `sh -e`: a failure skips the
 * commands after it. Each change has a comment with its reason. Comments at the top list what stays open and what is
 * never closed, and state whether the changes survive a reload and a reboot. Running the script again changes nothing.
 * With `rollback`, the script saves the current state, starts a timer that restores it, and prints how to confirm.
 *
 * - nftables, iptables: rules go just before the rules that stop or accept the connections, in every chain that does so.
 *   Each command checks that the rule there has not changed since it was read.
 * - firewalld: the zones that were read change. Whatever opens a port is removed; its other ports stay open.
 * - CSF: single ports are added to its lists and removed from them.
 *
 * If firewalld, CSF, ufw or APF owns the rules that were read, only the format of that program is accepted.
 *
 * @param plan - the plan, as `planAudit` or `planUpgrade` returned it
 * @param format - the firewall: `nftables`, `iptables`, `firewalld` or `csf`
 * @param options - the rollback
 * @returns the script; only comments if there is nothing to change
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the format or the rollback is not accepted; when
 *   another program owns the rules; when the plan is for what listens, or lacks the rules that decide; for CSF, when
 *   the plan has no actual firewall; for firewalld, when no named zone decides the ports or several zones could
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} when the plan is malformed
 *
 * @example
 * ```ts
 * import { planUpgrade } from "cpanel-ports";
 * import { renderPlan } from "cpanel-ports/render";
 *
 * const plan = planUpgrade(126, 110, { outbound: "any", conditions: "all" });
 * const lines = renderPlan(plan, "firewalld", { rollback: 120 }).split("\n");
 * lines.filter((line) => line.startsWith("fw ")); // => ["fw --zone=\"$zone\" --add-port=2091/tcp", "fw --zone=\"$zone\" --add-port=2091/tcp"]
 * lines.includes("sh /run/cpanel-ports-rollback/confirm"); // => true
 * ```
 */
export function renderPlan(
  plan: FirewallPlan,
  format: PlanFormat,
  options: PlanOptions = {},
): string {
  checkPlan(plan);
  checkFormat(format, planWriters);
  checkIsOfFirewall(plan);
  checkManager(plan, format);
  const { rollback } = fieldsOf("options", options, { rollback: true });
  if (rollback !== undefined) {
    checkRollback(rollback);
  }
  const families = familiesOf(plan);
  const comment = (what: string, change: PlanChange) =>
    `# ${what}: ${summary(change, families)}: ${shortReason(change)}`;
  const heading = [
    `# ${visible(plan.title)}, written by cpanel-ports`,
    ...widenedPorts(plan).map((each) => `# WARNING: ${visible(widenedText(each))}`),
    ...plan.kept.map((each) => `# kept: ${visible(each)}`),
    ...plan.closable.map((each) => comment("not in this script, only with close: true", each)),
    ...plan.spared.map((each) =>
      comment("not in this script, never", { ...each, reason: each.why }),
    ),
    ...plan.unknown.map((each) => comment("not in this script, possible", each)),
  ];
  if (plan.changes.length === 0) {
    return [...heading, `# ${planCount(plan)}`, ""].join("\n");
  }
  const written = planWriters[format](plan, { rollback });
  const changes = [
    ...plan.changes.flatMap((change, index) => [
      `# ${summary(change, families)}: ${shortReason(change)}`,
      ...written.commands(change, index),
    ]),
    ...written.after,
  ];
  return [
    ...heading,
    ...written.remarks.map((remark) => `# ${remark}`),
    "sh -e <<'EOF'",
    ...(rollback === undefined
      ? [...written.before, ...changes]
      : withRollback(written.before, changes, written.rollback, rollback)),
    "EOF",
    "",
  ].join("\n");
}

function summary(
  { action, direction, protocol, ports, label, who }: PlanChange,
  families: readonly Family[],
): string {
  const preposition = direction === "inbound" ? "from" : "to";
  return visible(
    `${action} ${direction} ${protocol} ${rangeText(ports)} (${label}), ${preposition} ${planWhoText(who, families)}`,
  );
}

/** The maximum length of a clause of a reason, after the first one, in a comment. */
const longestClause = 100;

/** Returns the reason of a change without its history. */
function shortReason({ reason }: PlanChange): string {
  const [first = "", ...others] = reason.split("; ");
  const long = others.findIndex((each) => each.length > longestClause);
  return visible([first, ...(long < 0 ? others : others.slice(0, long))].join("; "));
}

/**
 * Checks that a plan is not for what listens: commands for a firewall start and stop nothing.
 *
 * @throws {@link InvalidOptionError} when the input shows only listening sockets
 */
function checkIsOfFirewall(plan: FirewallPlan): void {
  if (plan.actual !== null && isOfListeners(plan.actual)) {
    throw new InvalidOptionError(
      "the input shows what listens, not a firewall; add the files of the firewall",
      { field: "plan", input: plan, expected: "a plan for a firewall" },
    );
  }
}
