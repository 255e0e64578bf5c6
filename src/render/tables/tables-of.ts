import { auditTable, auditTitle } from "./audit-table.ts";
import { diffTable, diffTitle, reasonTable } from "./diff-table.ts";
import { planTable, planTitle, unknownTable } from "./plan-table.ts";
import { policyTable, warningTable } from "./policy-table.ts";
import { portTable } from "./port-table.ts";
import { type Renderable, recognize } from "./recognize.ts";
import type { Table } from "./table.ts";

/** A table, and what it shows. */
export interface CaptionedTable {
  readonly caption: string;
  readonly table: Table;
}

/**
 * Returns the tables, for readers, that show something: one, and a second one where there is more to say.
 *
 * @throws {@link InvalidOptionError} for what cannot be shown as a table
 */
export function tablesOf(input: Renderable): readonly CaptionedTable[] {
  const [first, ...others] = allTablesOf(input);
  return [first, ...others.filter(({ table }) => table.rows.length > 0)];
}

function allTablesOf(renderable: Renderable): [CaptionedTable, ...CaptionedTable[]] {
  const { kind, input } = recognize(renderable);
  switch (kind) {
    case "ports":
      return [{ caption: "Ports of cPanel & WHM", table: portTable(input) }];
    case "diff":
      return [
        {
          caption: diffTitle(input),
          table: diffTable(input),
        },
        { caption: "Why", table: reasonTable(input) },
      ];
    case "policy":
      return [
        { caption: input.title, table: policyTable(input) },
        ...("warnings" in input ? [{ caption: "Warnings", table: warningTable(input) }] : []),
      ];
    case "audit":
      return [{ caption: auditTitle(input), table: auditTable(input) }];
    case "plan":
      return [
        { caption: planTitle(input), table: planTable(input) },
        { caption: "Perhaps also", table: unknownTable(input) },
      ];
  }
}
