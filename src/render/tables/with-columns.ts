import { chooseColumns } from "./choose-columns.ts";
import type { Table, TableColumn } from "./table.ts";

/**
 * Reduces a table to the chosen columns, in their order; returns it unchanged if none are chosen.
 *
 * @throws {@link InvalidOptionError} when the table does not have a column
 */
export function withColumns(table: Table, columns: readonly TableColumn[] | undefined): Table {
  return columns === undefined
    ? table
    : chooseColumns(
        columns,
        table.rows,
        table.columns.map((column, index) => ({
          id: column.title,
          column,
          cell: (row: readonly string[]) => row[index] as string,
        })),
      );
}
