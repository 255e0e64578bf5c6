import type { Table } from "../tables/table.ts";
import { visible } from "./escape/visible.ts";
import { textWidth } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

/** Dresses a padded cell, in colour for instance; `row` is -1 for the titles. */
type Style = (cell: string, row: number, column: number) => string;

/** How {@link renderTextTable} writes. */
export interface TextTableOptions {
  /** Dresses a cell after it was padded, so that it does not disturb the alignment. */
  readonly style?: Style;
  /** The columns of the terminal, into which long cells are wrapped; none are if it is left out. */
  readonly width?: number | undefined;
}

/**
 * Renders a table as aligned columns for a terminal, two spaces apart, with no space at the end of a
 * line. Wide and combining characters take the columns that a terminal gives them; characters that
 * could break a line or hide text are shown as escapes.
 *
 * @returns a line for the titles and one or more for each row, each ended by a newline; where a last column would be
 *   too narrow to read, it stands below its rows
 */
export function renderTextTable(
  table: Table,
  { style = (cell) => cell, width }: TextTableOptions = {},
): string {
  const rows = [table.columns.map((column) => column.title), ...table.rows].map((row) =>
    table.columns.map((_, column) => visible(row[column] ?? "")),
  );
  const { beside, below } = split(rows, width);
  const blocks =
    width === undefined
      ? beside.map((cells) => [cells.map(cellOf)])
      : wrapCells(beside, columnWidths(beside, width));
  const layout = layoutOf(table, blocks);
  const written: string[] = [];
  blocks.forEach((lines, row) => {
    const dressed = (cell: string, column: number) => style(cell, row - 1, column);
    for (const cells of lines) {
      written.push(lineOf(cells, layout, dressed));
    }
    written.push(...(below[row] as readonly string[]));
  });
  return written.join("");
}

/** What stands in a column on one line, and how many columns of a terminal it takes. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

function cellOf(text: string): Cell {
  return { text, width: textWidth(text) };
}

/** Rows as they stand beside each other, and the lines that stand below each. */
interface Split {
  readonly beside: readonly (readonly string[])[];
  readonly below: readonly (readonly string[])[];
}

/** Puts the last cell of a row below it if it has a word that leaves the others no room, and of all rows if it is too narrow to read. */
function split(rows: readonly (readonly string[])[], width: number | undefined): Split {
  if (width === undefined) {
    return { beside: rows, below: rows.map(() => []) };
  }
  const last = (rows[0] as readonly string[]).length - 1;
  const without = (cells: readonly string[]) => [...cells.slice(0, last), ""];
  const isLong = (cells: readonly string[]) => longestWord(cells[last] as string) > width / 2;
  const some = rows.map((cells, row) => (row > 0 && isLong(cells) ? without(cells) : cells));
  const room = columnWidths(some, width)[last] as number;
  const isNarrow =
    room < leastReadable && some.slice(1).some((cells) => textWidth(cells[last] as string) > room);
  const beside = isNarrow ? rows.map(without) : some;
  return {
    beside,
    below: rows.map((cells, row) =>
      row === 0 || cells[last] === beside[row]?.[last]
        ? []
        : wrapText(cells[last] as string, width, indent, indent).map((line) => `${line}\n`),
    ),
  };
}

/** The fewest columns in which text is readable. */
const leastReadable = 20;

const indent = "      ";

function longestWord(text: string): number {
  return Math.max(...text.split(" ").map((word) => textWidth(word)));
}

/** Wraps the cells of rows: each row becomes lines of cells. */
function wrapCells(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): readonly (readonly (readonly Cell[])[])[] {
  return rows.map((cells) => {
    const wrapped = cells.map((cell, column) => wrapText(cell, widths[column] as number, "", ""));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      wrapped.map((lines) => cellOf(lines[line] ?? "")),
    );
  });
}

/** How lines are padded. */
interface Layout {
  readonly columns: Table["columns"];
  readonly widths: readonly number[];
  /** As many spaces as any cell needs. */
  readonly space: string;
}

function layoutOf({ columns }: Table, blocks: readonly (readonly (readonly Cell[])[])[]): Layout {
  const widths = columns.map(() => 0);
  for (const lines of blocks) {
    for (const cells of lines) {
      cells.forEach(({ width }, column) => {
        widths[column] = Math.max(widths[column] as number, width);
      });
    }
  }
  return { columns, widths, space: " ".repeat(Math.max(...widths)) };
}

function lineOf(
  cells: readonly Cell[],
  { columns, widths, space }: Layout,
  style: (cell: string, column: number) => string,
): string {
  const end = cells.findLastIndex(({ text }) => text !== "");
  let line = "";
  for (let column = 0; column <= end; column++) {
    const { text, width } = cells[column] as Cell;
    const padding = space.slice(width, widths[column]);
    const padded =
      columns[column]?.align === "right" ? padding + text : column === end ? text : text + padding;
    line += (column > 0 ? "  " : "") + style(padded, column);
  }
  return `${line}\n`;
}

/** Returns the widths of columns: those of their widest cells, less where the widest must be wrapped to fit. */
function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const widest = (lengthOf: (cell: string) => number) =>
    (rows[0] as readonly string[]).map((_, column) =>
      Math.max(...rows.map((cells) => lengthOf(cells[column] as string))),
    );
  const widths = widest(textWidth);
  const least = widest(longestWord);
  let excess = widths.reduce((sum, each) => sum + each + 2, -2) - width;
  while (excess > 0) {
    const spare = widths.map((each, column) => (each > (least[column] as number) ? each : 0));
    const most = Math.max(...spare);
    if (most === 0) {
      break;
    }
    const column = spare.indexOf(most);
    widths[column] = most - 1;
    excess -= 1;
  }
  return widths;
}
