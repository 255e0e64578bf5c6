import type { AnyEntry } from "../../dataset/own-entry.ts";
import { fieldsOf } from "../../errors.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { portTable } from "./port-table.ts";
import { recognize } from "./recognize.ts";
import type { Table } from "./table.ts";
import type { ColumnOptions } from "./table-options.ts";

/**
 * Returns the headings and rows of a table of ports, for a custom renderer. Cells are plain text, not
 * escaped for any format.
 *
 * @param entries - ports as queries return them, or custom entries
 * @param options - the columns, by name or custom
 * @returns the frozen table
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the entries are not ports, or a column does not
 *   exist
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 * import { toTable } from "cpanel-ports/render";
 *
 * const table = toTable(listPorts(126, { service: "imap" }), {
 *   columns: ["port", "service", { title: "Twin", value: (entry) => entry.twin ?? "none" }],
 * });
 * table.columns.map((column) => column.title); // => ["Port", "Service", "Twin"]
 * table.rows; // => [["143", "IMAP", "993"], ["993", "IMAP SSL", "143"]]
 * ```
 */
export function toTable<Entries extends readonly AnyEntry[]>(
  entries: Entries,
  options?: ColumnOptions<Entries>,
): Table;
export function toTable(
  entries: readonly AnyEntry[],
  options: ColumnOptions<readonly AnyEntry[]> = {},
): Table {
  const { columns } = fieldsOf("options", options, { columns: true });
  recognize(entries, ["ports"]);
  return deepFreeze(portTable(entries, columns));
}
