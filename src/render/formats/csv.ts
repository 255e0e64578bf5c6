import { auditRecords } from "../tables/audit-table.ts";
import { diffTable } from "../tables/diff-table.ts";
import { planRecords } from "../tables/plan-table.ts";
import { policyRecords } from "../tables/policy-table.ts";
import { portRecords } from "../tables/port-records.ts";
import { type Renderable, recognize } from "../tables/recognize.ts";
import type { Table } from "../tables/table.ts";
import { renderCsvTable } from "./csv-table.ts";

/**
 * Writes ports, a difference between releases, a policy, an audit or a plan as CSV (RFC 4180): a line
 * of titles, then a line for each port, change, rule or finding, each ended by CR LF. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 *
 * @param input - ports, a difference, a policy, an exposure, an audit or a plan, as this package returns them
 * @returns the lines
 * @throws {@link index.InvalidOptionError} for what cannot be shown as a table
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderCsv } from "cpanel-ports/render";
 *
 * renderCsv(createPolicy(126, { services: "ssh" })).split("\r\n")[1]; // => "inbound,tcp,22,22,any,,SSH,ssh,"
 * ```
 */
export function renderCsv(input: Renderable): string {
  return renderCsvTable(recordsOf(input));
}

function recordsOf(renderable: Renderable): Table {
  const { kind, input } = recognize(renderable);
  switch (kind) {
    case "ports":
      return portRecords(input);
    case "diff":
      return diffTable(input);
    case "policy":
      return policyRecords(input);
    case "audit":
      return auditRecords(input);
    case "plan":
      return planRecords(input);
  }
}
