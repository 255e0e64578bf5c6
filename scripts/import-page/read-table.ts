import type { RootContent, Table, TableCell, TableRow } from "mdast";
import { visit } from "unist-util-visit";
import { portNumber } from "../../src/schema/page.ts";
import { addressOf, refuse, type Source, textOf } from "./source.ts";

/** The cells of a row, one per column. */
export type Row<C extends string> = Readonly<Record<C, TableCell>>;

/**
 * Returns the rows of the only table in a section.
 *
 * @param columns - the required column titles, in order
 * @throws {@link PageError} when there is no table or more than one, or when the table has other columns,
 *   no rows, or a row with fewer or more cells
 */
export function readTable<const C extends string>(
  source: Source,
  content: readonly RootContent[],
  heading: RootContent,
  columns: readonly C[],
): Row<C>[] {
  const [table, second] = tablesIn(content);
  if (!table) {
    refuse(source, heading, `a table with the columns ${columns.join(", ")} below`, "none");
  }
  if (second) {
    refuse(source, second, "one table in the section", "a second one");
  }
  const [head, ...rows] = table.children;
  const titles = head ? cellsOf(head).map((cell) => textOf(cell)) : [];
  if (titles.join("|") !== columns.join("|")) {
    refuse(source, head, `the columns ${columns.join(", ")}`, titles.join(", ") || "none");
  }
  if (rows.length === 0) {
    refuse(source, table, "a table with rows", "none");
  }
  return rows.map((row) => {
    const cells = cellsOf(row);
    if (cells.length !== columns.length) {
      refuse(source, row, `${columns.length} cells`, `${cells.length}`);
    }
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as Row<C>;
  });
}

/** Returns the cells of a row that are in the page; the tree of an HTML page also has padding cells. */
function cellsOf(row: TableRow): TableCell[] {
  return row.children.filter((cell) => cell.position);
}

/** Returns all tables, including those inside quotes and lists. */
export function tablesIn(content: readonly RootContent[]): Table[] {
  const tables: Table[] = [];
  for (const node of content) {
    visit(node, "table", (table) => {
      tables.push(table);
    });
  }
  return tables;
}

/** Whether a cell has the image of a ticked box; other content is refused. */
export function readTick(source: Source, cell: TableCell): boolean {
  const [image, ...rest] = cell.children;
  if (!image) {
    return false;
  }
  const isTick =
    image.type === "image" &&
    rest.length === 0 &&
    // A browser saves the images of a page to a folder next to it.
    addressOf(source, image)?.pathname.endsWith("/checkbox.png") === true;
  return isTick || refuse(source, cell, "an empty cell or a ticked box", describe(cell));
}

/** Returns the port in a cell, which must be its only content and be written as code. */
export function readPort(source: Source, cell: TableCell): number {
  const [code, ...rest] = cell.children;
  if (code?.type === "inlineCode" && rest.length === 0 && /^\d+$/.test(code.value)) {
    const port = portNumber.safeParse(Number(code.value));
    if (port.success) {
      return port.data;
    }
  }
  return refuse(source, cell, "a port number, 1 to 65535, as code", describe(cell));
}

/** Returns the text of a cell, which must not be empty and may contain only text and code. */
export function readLabel(source: Source, cell: TableCell): string {
  const text = cell.children.every(({ type }) => type === "text" || type === "inlineCode")
    ? textOf(cell)
    : "";
  return text || refuse(source, cell, "the name of a service", describe(cell));
}

/** Returns the text of a cell; `null` if the cell is empty. */
export function readNote(source: Source, cell: TableCell): string | null {
  if (cell.children.length === 0) {
    return null;
  }
  return textOf(cell) || refuse(source, cell, "an empty cell or a note", describe(cell));
}

function describe(cell: TableCell): string {
  const kinds = cell.children.map((child) => child.type).join(", ");
  return kinds === "" ? "an empty cell" : `${JSON.stringify(textOf(cell).slice(0, 40))} (${kinds})`;
}

/** Refuses rows whose ports are not ascending. */
export function requireAscending(
  source: Source,
  rows: readonly { readonly port: number; readonly cell: TableCell }[],
): void {
  for (const [index, { port, cell }] of rows.entries()) {
    const previous = rows[index - 1]?.port ?? 0;
    if (port <= previous) {
      refuse(source, cell, `a port above ${previous}, the previous one`, String(port));
    }
  }
}
