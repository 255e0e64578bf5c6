import { chooseColumns } from "./choose-columns.ts";
import type { Table, TableColumn } from "./table.ts";

/**
 * Leaves the chosen columns of a table, in their order; all of them if none are chosen.
 *
 * @throws {@link InvalidOptionError} for a column that the table does not have
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
