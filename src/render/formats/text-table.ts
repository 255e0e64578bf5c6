import stringWidth from "fast-string-width";
import type { Table } from "../tables/table.ts";
import { visible } from "./escape/visible.ts";

/** Dresses a padded cell, in colour for instance; `row` is -1 for the titles. */
export type Style = (cell: string, row: number, column: number) => string;

/**
 * Renders a table as aligned columns for a terminal, two spaces apart, with no space at the end of a
 * line. Wide and combining characters take the columns that a terminal gives them; characters that
 * could break a line or hide text are shown as escapes.
 *
 * @param table - the table
 * @param style - dresses a cell after it was padded, so that it does not disturb the alignment
 * @returns a line for the titles and one for each row, each ended by a newline
 */
export function renderTextTable(table: Table, style: Style = (cell) => cell): string {
  const lines = [table.columns.map((column) => column.title), ...table.rows].map((row) =>
    row.map(visible),
  );
  const ends = lines.map((cells) => cells.findLastIndex((cell) => cell !== ""));
  const columns = table.columns.map(({ align }, column) => {
    const cells = lines.map((line) => line[column] ?? "");
    const width = Math.max(...cells.map((cell) => stringWidth(cell)));
    return cells.map((cell, line) => {
      const space = " ".repeat(width - stringWidth(cell));
      const padded = align === "right" ? space + cell : column === ends[line] ? cell : cell + space;
      return style(padded, line - 1, column);
    });
  });
  return ends
    .map(
      (end, line) =>
        `${columns
          .slice(0, end + 1)
          .map((cells) => cells[line])
          .join("  ")}\n`,
    )
    .join("");
}
