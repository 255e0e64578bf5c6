import type { Table } from "../tables/table.ts";
import { visible } from "./escape/visible.ts";
import { textWidth } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

/** Styles a padded cell, for instance with a color; `row` is -1 for the titles. */
type Style = (cell: string, row: number, column: number) => string;

/** The options of {@link renderTextTable}. */
export interface TextTableOptions {
  /** Styles a cell after padding, so that alignment is not affected. */
  readonly style?: Style;
  /** The width of the terminal in columns, to wrap long cells; default: no wrapping. */
  readonly width?: number | undefined;
}

/**
 * Renders a table as aligned columns for a terminal, two spaces apart, without trailing spaces. Wide and
 * combining characters count as the terminal columns they occupy. Characters that could break a line or
 * hide text become escapes.
 *
 * @returns a line of titles and one or more lines per row; a last column too narrow to read moves below its rows, with
 *   its title before each of its cells
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

/** The text of a cell on one line, and its width in terminal columns. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

function cellOf(text: string): Cell {
  return { text, width: textWidth(text) };
}

/** The cells that share lines, and the lines below each row. */
interface Split {
  readonly beside: readonly (readonly string[])[];
  readonly below: readonly (readonly string[])[];
}

/**
 * Moves the last cell below its row if one of its words leaves other cells no room, and the whole last column if it
 * would be too narrow to read.
 */
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
  const label = isNarrow ? `${rows[0]?.[last]}: ` : "";
  return {
    beside,
    below: rows.map((cells, row) =>
      row === 0 || cells[last] === beside[row]?.[last]
        ? []
        : wrapText(label + cells[last], width, indent, indent).map((line) => `${line}\n`),
    ),
  };
}

/** The minimum width of readable text. */
const leastReadable = 20;

const indent = "      ";

function longestWord(text: string): number {
  return Math.max(...text.split(" ").map((word) => textWidth(word)));
}

/** Wraps the cells of rows, so that each row becomes lines of cells. */
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
  /** Enough spaces to pad any cell. */
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

/** Returns the width of each column: the widest cell, or less where cells must wrap to fit. */
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
