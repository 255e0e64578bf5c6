import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import { noDifferenceText } from "../../query/what-differs.ts";
import { whoRecord } from "./audit-table.ts";
import type { Table } from "./table.ts";
import { whoText } from "./who-text.ts";

/** Returns what a plan is for, and how much it changes, on one line. */
export function planTitle(plan: FirewallPlan): string {
  return `${plan.title}: ${planCount(plan)}`;
}

/** Returns how much a plan changes and leaves, and for none what that means. */
export function planCount(plan: FirewallPlan): string {
  const { changes, closable, unknown, pages, coverage } = plan;
  const counts = [
    ...(changes.length > 0
      ? [`${changes.length} ${changes.length === 1 ? "change" : "changes"}`]
      : []),
    ...(closable.length > 0 ? [`${closable.length} to close if asked`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} possibly needed`] : []),
  ];
  if (counts.length > 0) {
    return counts.join(", ");
  }
  return pages === null && coverage.to === "assumed"
    ? "cannot tell whether anything is to be changed"
    : noDifferenceText(plan, "nothing to change");
}

/** The changes of a plan as a table to read. */
export function planTable({ changes }: FirewallPlan): Table {
  return changesTable(changes, (action) => action);
}

/** What a plan leaves open because nobody asked to close it. */
export function closableTable({ closable }: FirewallPlan): Table {
  return changesTable(closable, (action) => `${action} if asked`);
}

/** What a plan never closes, with why. */
export function sparedTable({ spared }: FirewallPlan): Table {
  return changesTable(
    spared.map((each) => ({ ...each, reason: each.why })),
    (action) => `never ${action}`,
  );
}

/** The changes of which it is not known whether they are needed. */
export function unknownTable({ unknown }: FirewallPlan): Table {
  return changesTable(unknown, (action) => `perhaps ${action}`);
}

function changesTable(
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
      whoText(who),
      reason,
    ]),
  };
}

/**
 * The changes of a plan as a table for programs. Those that are not known to be needed have `maybe`, those that close
 * what nobody asked to close `if-asked`, and those that are never made `never`.
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
