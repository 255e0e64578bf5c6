import { fieldsOf } from "../../errors.ts";
import { checkNames } from "../audited-servers.ts";
import { auditRecords } from "../tables/audit-table.ts";
import { diffRecords } from "../tables/diff-table.ts";
import { planRecords } from "../tables/plan-table.ts";
import { policyRecords } from "../tables/policy-table.ts";
import { portRecords } from "../tables/port-records.ts";
import { type Recognized, type Renderable, recognize } from "../tables/recognize.ts";
import { serverRecords } from "../tables/servers-table.ts";
import type { Table, TableColumn } from "../tables/table.ts";
import type { ColumnOptions, ReadColumnOptions } from "../tables/table-options.ts";
import { withColumns } from "../tables/with-columns.ts";
import { renderCsvTable } from "./csv-table.ts";

/**
 * Renders ports, a diff, a policy, an exposure, audits or a plan as CSV (RFC 4180): a header line,
 * then one line per port, change, rule or finding. Lines end with CR LF. A cell that a spreadsheet would
 * evaluate as a formula gets a leading apostrophe.
 *
 * @param input - ports, a diff, a policy, an exposure, an audit, the named audits of several servers, or a plan
 * @param options - the columns; columns of ports have the same names as in other formats
 * @returns the CSV
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the input cannot be shown as a table, or a column
 *   does not exist
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderCsv } from "cpanel-ports/render";
 *
 * renderCsv(createPolicy(126, { services: "ssh" })).split("\r\n")[1]; // => "inbound,tcp,22,22,any,,SSH,ssh,,"
 * ```
 */
export function renderCsv<Input extends Renderable>(
  input: Input,
  options?: ColumnOptions<Input>,
): string;
export function renderCsv(input: Renderable, options: ReadColumnOptions = {}): string {
  const { columns } = fieldsOf("options", options, { columns: true });
  return renderCsvTable(recordsOf(input, columns));
}

function recordsOf(renderable: Renderable, columns: readonly TableColumn[] | undefined): Table {
  const recognized = recognize(renderable);
  return recognized.kind === "ports"
    ? portRecords(recognized.input, columns)
    : withColumns(otherRecordsOf(recognized), columns);
}

function otherRecordsOf({ kind, input }: Exclude<Recognized, { readonly kind: "ports" }>): Table {
  switch (kind) {
    case "diff":
      return diffRecords(input);
    case "policy":
      return policyRecords(input);
    case "audit":
      return auditRecords(input);
    case "audits":
      checkNames(input);
      return serverRecords(input);
    case "plan":
      return planRecords(input);
  }
}
