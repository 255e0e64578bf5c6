import { checkPlan } from "../../audit/check-plan.ts";
import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { fieldsOf } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { checkFormat } from "../check-format.ts";
import { visible } from "../formats/escape/visible.ts";
import { planCount } from "../tables/plan-table.ts";
import { whoText } from "../tables/who-text.ts";
import { checkRollback } from "./check-rollback.ts";
import { writeCsf } from "./csf.ts";
import { writeFirewalld } from "./firewalld.ts";
import { writeIptables } from "./iptables.ts";
import { checkManager } from "./managers.ts";
import { writeNftables } from "./nftables.ts";
import type { PlanFormat, PlanOptions, PlanWriter } from "./types.ts";
import { withRollback } from "./with-rollback.ts";

/** The writers by format; the command takes its list of formats from here. */
export const planWriters: Readonly<Record<PlanFormat, PlanWriter>> = {
  nftables: writeNftables,
  iptables: writeIptables,
  firewalld: writeFirewalld,
  csf: writeCsf,
};

/**
 * Writes the changes of a plan as commands to paste into a root shell: one script for `sh -e`, so that a failure stops
 * what follows, each command below a comment with its reason. Comments before it say what is left open, what is never
 * closed, and whether what is changed lasts over a reload and a reboot. Applied again, it changes nothing. With
 * `rollback`, the script saves what it changes, starts a timer that restores it, and prints how to confirm.
 *
 * For nftables and iptables, rules go just before those that stop or accept the connections, in every chain that was
 * read and does; each command checks that the rule there still is the one that was read. For firewalld, the zones that were read are
 * changed: what opens a port is taken out, and what else that opens stays open. For CSF, single ports are added to its
 * lists and taken out of them. Where a program such as firewalld, CSF, ufw or APF owns the rules that were read, only
 * its own format is written.
 *
 * @param plan - what `planAudit` or `planUpgrade` returned
 * @param format - the firewall: `nftables`, `iptables`, `firewalld` or `csf`
 * @returns the script; comments only if nothing is to be changed
 * @throws {@link index.InvalidOptionError} for a format that does not exist, or that is not the one of the program that
 *   owns the rules, or whose rules the plan does not have; for an invalid `rollback`; for
 *   CSF without an actual firewall, and for firewalld where no zone with a name decides about the ports, or it depends on
 *   the interface which one does
 * @throws {@link index.InvalidPolicyError} for a malformed plan
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
  const { rollback } = fieldsOf("options", options, { rollback: true });
  if (rollback !== undefined) {
    checkRollback(rollback);
  }
  const heading = [
    `# ${visible(plan.title)}, written by cpanel-ports`,
    ...plan.kept.map((each) => `# kept: ${visible(each)}`),
    ...plan.closable.map((each) => comment("left open, not asked to", each, each.reason)),
    ...plan.spared.map((each) => comment("never done", each, each.why)),
    ...plan.unknown.map((each) => comment("possibly needed", each, each.reason)),
  ];
  if (plan.changes.length === 0) {
    return [...heading, `# ${planCount(plan)}`, ""].join("\n");
  }
  checkManager(plan, format);
  const written = planWriters[format](plan, { rollback });
  const changes = [
    ...plan.changes.flatMap((change, index) => [
      `# ${summary(change)}: ${visible(change.reason)}`,
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

function comment(what: string, change: PlanChange, why: string): string {
  return `# ${what}: ${summary(change)}: ${visible(why)}`;
}

function summary({ action, direction, protocol, ports, label, who }: PlanChange): string {
  return visible(
    `${action} ${direction} ${protocol} ${rangeText(ports)} (${label}), for ${whoText(who)}`,
  );
}
