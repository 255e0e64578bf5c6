import { checkNames } from "../audited-servers.ts";
import { acceptedTable, auditTable, auditTitle, gapTable } from "./audit-table.ts";
import { diffTable, diffTitle, reasonTable } from "./diff-table.ts";
import { closableTable, planTable, planTitle, sparedTable, unknownTable } from "./plan-table.ts";
import { conditionalTable, policyTable, policyTitle, warningTable } from "./policy-table.ts";
import { portTable } from "./port-table.ts";
import { type Recognized, type Renderable, recognize } from "./recognize.ts";
import {
  auditedVersions,
  failureTable,
  serverAcceptances,
  serverFindings,
  serverGaps,
  serversTable,
  serversTitle,
} from "./servers-table.ts";
import type { Table, TableColumn } from "./table.ts";
import { type ReadTableOptions, readTableOptions } from "./table-options.ts";
import { withColumns } from "./with-columns.ts";

/** A table with its caption. */
export interface CaptionedTable {
  readonly caption: string;
  readonly table: Table;
  /** Whether the caption states what the table leaves out, such as a verdict: it is shown unless columns are chosen. */
  readonly isTitle?: true;
}

/**
 * Returns the tables for readers that show an input: one, and further ones where there is more to show.
 * The options apply to the first table.
 *
 * @throws {@link InvalidOptionError} when the input cannot be shown as a table, a column does not exist, or
 *   the caption is not a string
 */
export function tablesOf(
  input: Renderable,
  options: ReadTableOptions = {},
): readonly CaptionedTable[] {
  const { caption, columns } = readTableOptions(options);
  const [first, ...others] = allTablesOf(input, columns);
  return [
    {
      caption: caption ?? first.caption,
      table: first.table,
      ...(columns === undefined && first.isTitle ? { isTitle: true } : {}),
    },
    ...others.filter(({ table }) => table.rows.length > 0),
  ];
}

function allTablesOf(
  renderable: Renderable,
  columns: readonly TableColumn[] | undefined,
): [CaptionedTable, ...CaptionedTable[]] {
  const recognized = recognize(renderable);
  if (recognized.kind === "ports") {
    return [{ caption: "Ports of cPanel & WHM", table: portTable(recognized.input, columns) }];
  }
  const [first, ...others] = otherTablesOf(recognized);
  return [{ ...first, table: withColumns(first.table, columns) }, ...others];
}

function otherTablesOf({
  kind,
  input,
}: Exclude<Recognized, { readonly kind: "ports" }>): [CaptionedTable, ...CaptionedTable[]] {
  switch (kind) {
    case "diff":
      return [
        { caption: diffTitle(input), table: diffTable(input), isTitle: true },
        { caption: "Why", table: reasonTable(input) },
      ];
    case "policy":
      return [
        { caption: policyTitle(input), table: policyTable(input), isTitle: true },
        ...("warnings" in input
          ? [
              {
                caption: "Omitted because their conditions were not stated",
                table: conditionalTable(input),
              },
              { caption: "Warnings", table: warningTable(input) },
            ]
          : []),
      ];
    case "audit":
      return [
        { caption: auditTitle(input), table: auditTable(input), isTitle: true },
        { caption: "Accepted", table: acceptedTable(input) },
        { caption: "Not examined, or assumed", table: gapTable(input) },
      ];
    case "audits": {
      checkNames(input);
      return [
        {
          caption: serversTitle(auditedVersions(input), input),
          table: serversTable(input),
          isTitle: true,
        },
        { caption: "Not audited", table: failureTable(input) },
        { caption: "Findings", table: serverFindings(input) },
        { caption: "Accepted", table: serverAcceptances(input) },
        { caption: "Not examined, or assumed", table: serverGaps(input) },
      ];
    }
    case "plan":
      return [
        { caption: planTitle(input), table: planTable(input), isTitle: true },
        { caption: "Closed only if asked", table: closableTable(input) },
        { caption: "Never closed", table: sparedTable(input) },
        { caption: "Possible changes", table: unknownTable(input) },
      ];
  }
}
