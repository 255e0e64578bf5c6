import type { AnyEntry } from "../../dataset/own-entry.ts";
import { chooseColumns } from "./choose-columns.ts";
import type { PortColumn } from "./port-columns.ts";
import { portColumns } from "./port-columns.ts";
import type { Table, TableColumn } from "./table.ts";

const usual: readonly PortColumn[] = [
  "port",
  "service",
  "protocol",
  "direction",
  "protection",
  "conditions",
];

/**
 * Returns ports as a table for readers, one row each.
 *
 * @throws {@link InvalidOptionError} when a column does not exist
 */
export function portTable(
  entries: readonly AnyEntry[],
  columns: readonly TableColumn[] = usual,
): Table {
  return chooseColumns(
    columns,
    entries,
    Object.entries(portColumns).map(([id, { title, align, text }]) => ({
      id,
      column: { title, ...(align && { align }) },
      cell: text,
    })),
  );
}
