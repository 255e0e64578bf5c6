import type { AnyEntry } from "../../dataset/own-entry.ts";
import { chooseColumns } from "./choose-columns.ts";
import type { PortColumn } from "./port-columns.ts";
import { portColumns } from "./port-columns.ts";
import type { Table, TableColumn } from "./table.ts";

const usual: readonly PortColumn[] = [
  ...(["port", "service", "tcp", "udp", "inbound", "outbound", "localhost", "note"] as const),
  ...(["services", "categories", "scope", "protection", "twin", "sourcePorts"] as const),
  ...(["ianaNames", "conditions", "documented"] as const),
];

/**
 * Returns ports as a table for programs: one column per fact, values separated by spaces.
 *
 * @throws {@link InvalidOptionError} when a column does not exist
 */
export function portRecords(
  entries: readonly AnyEntry[],
  columns: readonly TableColumn[] = usual,
): Table {
  return chooseColumns(
    columns,
    entries,
    Object.entries(portColumns).map(([id, { text, record = text }]) => ({
      id,
      column: { title: id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) },
      cell: record,
    })),
  );
}
