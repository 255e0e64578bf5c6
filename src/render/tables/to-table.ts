import type { AnyEntry } from "../../dataset/own-entry.ts";
import { fieldsOf } from "../../errors.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { portTable } from "./port-table.ts";
import { recognize } from "./recognize.ts";
import type { Table } from "./table.ts";
import type { ColumnOptions } from "./table-options.ts";

/**
 * Returns the headings and rows of a table of ports, for a renderer of one's own. A cell is text, and
 * escaped for no format.
 *
 * @param entries - ports as queries return them, and entries of one's own
 * @param options - which columns, by name or of one's own
 * @throws {@link index.InvalidOptionError} for what are no ports, or a column that does not exist
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
