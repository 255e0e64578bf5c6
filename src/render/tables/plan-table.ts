import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import { noDifferenceText } from "../../query/what-differs.ts";
import { whoRecord } from "./audit-table.ts";
import { planWhoText } from "./plan-who-text.ts";
import type { Table } from "./table.ts";

/** Returns the title of a plan and the number of its changes, on one line. */
export function planTitle(plan: FirewallPlan): string {
  return `${plan.title}: ${planCount(plan)}`;
}

/** Returns the number of changes of each kind, or the meaning of an empty plan. */
export function planCount(plan: FirewallPlan): string {
  const { changes, closable, unknown, pages, coverage } = plan;
  const counts = [
    ...(changes.length > 0
      ? [`${changes.length} ${changes.length === 1 ? "change" : "changes"}`]
      : []),
    ...(closable.length > 0 ? [`${closable.length} to close if asked`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} possible`] : []),
  ];
  if (counts.length > 0) {
    return counts.join(", ");
  }
  return pages === null && coverage.to === "assumed"
    ? "cannot tell whether anything needs to change"
    : noDifferenceText(plan, "nothing to change");
}

/** Returns the changes of a plan as a table for readers. */
export function planTable(plan: FirewallPlan): Table {
  return changesTable(plan, plan.changes, (action) => action);
}

/** Returns the ports that a plan closes only if asked. */
export function closableTable(plan: FirewallPlan): Table {
  return changesTable(plan, plan.closable, (action) => `${action} if asked`);
}

/** Returns the ports that a plan never closes, with the reason. */
export function sparedTable(plan: FirewallPlan): Table {
  return changesTable(
    plan,
    plan.spared.map((each) => ({ ...each, reason: each.why })),
    (action) => `never ${action}`,
  );
}

/** Returns the changes that might be needed. */
export function unknownTable(plan: FirewallPlan): Table {
  return changesTable(plan, plan.unknown, (action) => `possibly ${action}`);
}

function changesTable(
  { actual }: FirewallPlan,
  changes: readonly PlanChange[],
  nameOf: (action: PlanChange["action"]) => string,
): Table {
  return {
    columns: [
      { title: "Change" },
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "For" },
      { title: "Why" },
    ],
    rows: changes.map(({ action, direction, protocol, ports, label, who, reason }) => [
      nameOf(action),
      direction,
      protocol,
      rangeText(ports),
      label,
      planWhoText(who, actual?.families ?? allFamilies),
      reason,
    ]),
  };
}

/**
 * Returns the changes of a plan as a table for programs. `needed` is `yes`, `maybe` for changes that might be needed,
 * `if-asked` for ports that are closed only if asked, or `never`.
 */
export function planRecords({ changes, closable, spared, unknown }: FirewallPlan): Table {
  const titles = [
    ...["action", "needed", "direction", "protocol", "from_port", "through_port", "label"],
    ...["services", "who", "conditions", "reason"],
  ];
  const rows = (list: readonly PlanChange[], needed: "if-asked" | "maybe" | "never" | "yes") =>
    list.map((change) => [
      change.action,
      needed,
      change.direction,
      change.protocol,
      String(change.ports.from),
      String(change.ports.through),
      change.label,
      change.services.join(" "),
      whoRecord(change.who),
      change.conditions.map(({ id }) => id).join(" "),
      change.reason,
    ]);
  return {
    columns: titles.map((title) => ({ title })),
    rows: [
      ...rows(changes, "yes"),
      ...rows(closable, "if-asked"),
      ...rows(
        spared.map((each) => ({ ...each, reason: each.why })),
        "never",
      ),
      ...rows(unknown, "maybe"),
    ],
  };
}
