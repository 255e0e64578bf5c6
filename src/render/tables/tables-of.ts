import type { FirewallAudit, FirewallPlan } from "../../audit/types.ts";
import type { PortEntry } from "../../dataset/types.ts";
import type { Policy } from "../../policy/types.ts";
import type { ReleaseDiff } from "../../query/diff-releases.ts";
import { auditTable, auditTitle } from "./audit-table.ts";
import { diffTable, reasonTable } from "./diff-table.ts";
import { planTable, unknownTable } from "./plan-table.ts";
import { policyTable, warningTable } from "./policy-table.ts";
import { portTable } from "./port-table.ts";
import type { Table } from "./table.ts";

/** What can be shown as a table: ports, a difference between releases, a policy, an audit or a plan. */
export type Renderable = readonly PortEntry[] | ReleaseDiff | Policy | FirewallAudit | FirewallPlan;

/** A table, and what it shows. */
export interface CaptionedTable {
  readonly caption: string;
  readonly table: Table;
}

/** The tables, for readers, that show something: one, and a second one where there is more to say. */
export function tablesOf(input: Renderable): readonly CaptionedTable[] {
  const [first, ...others] = allTablesOf(input);
  return [first, ...others.filter(({ table }) => table.rows.length > 0)];
}

function allTablesOf(input: Renderable): [CaptionedTable, ...CaptionedTable[]] {
  if (isEntries(input)) {
    return [{ caption: "Ports of cPanel & WHM", table: portTable(input) }];
  }
  if ("verdict" in input) {
    return [{ caption: auditTitle(input), table: auditTable(input) }];
  }
  if ("changes" in input) {
    return [
      { caption: input.title, table: planTable(input) },
      { caption: "Perhaps also", table: unknownTable(input) },
    ];
  }
  return "rules" in input
    ? [
        { caption: input.title, table: policyTable(input) },
        { caption: "Warnings", table: warningTable(input) },
      ]
    : [
        {
          caption: `Changes from cPanel & WHM ${input.from} to ${input.to}`,
          table: diffTable(input),
        },
        { caption: "Why", table: reasonTable(input) },
      ];
}

/** Whether something is a list of ports. */
export function isEntries(input: Renderable): input is readonly PortEntry[] {
  return Array.isArray(input);
}
