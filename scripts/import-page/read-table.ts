import type { RootContent, Table, TableCell } from "mdast";
import { portNumber } from "../../src/schema/page.ts";
import { refuse, type Source, textOf } from "./source.ts";

/** The cells of a row, one for each column. */
export type Row<C extends string> = Readonly<Record<C, TableCell>>;

/**
 * The rows of the only table in a section.
 *
 * @param columns - the titles that its columns must have, in order
 * @throws {@link PageError} where there is no table or a second one, or where it has other columns,
 *   no rows, or a row with fewer or more cells
 */
export function readTable<const C extends string>(
  source: Source,
  content: readonly RootContent[],
  heading: RootContent,
  columns: readonly C[],
): Row<C>[] {
  const [table, second] = content.filter((node): node is Table => node.type === "table");
  if (!table) {
    refuse(source, heading, `a table with the columns ${columns.join(", ")} below`, "none");
  }
  if (second) {
    refuse(source, second, "one table in the section", "a second one");
  }
  const [head, ...rows] = table.children;
  const titles = head?.children.map((cell) => textOf(cell)) ?? [];
  if (titles.join("|") !== columns.join("|")) {
    refuse(source, head, `the columns ${columns.join(", ")}`, titles.join(", ") || "none");
  }
  if (rows.length === 0) {
    refuse(source, table, "a table with rows", "none");
  }
  return rows.map((row) => {
    if (row.children.length !== columns.length) {
      refuse(source, row, `${columns.length} cells`, `${row.children.length}`);
    }
    return Object.fromEntries(
      columns.map((column, index) => [column, row.children[index]]),
    ) as Row<C>;
  });
}

/** Whether a cell holds the image of a ticked box; it may hold nothing else. */
export function readTick(source: Source, cell: TableCell): boolean {
  const [image, ...rest] = cell.children;
  if (!image) {
    return false;
  }
  const isTick =
    image.type === "image" &&
    rest.length === 0 &&
    // A browser that saves a page puts its images into a folder beside it.
    new URL(image.url, source.url.value).pathname.endsWith("/checkbox.png");
  return isTick || refuse(source, cell, "an empty cell or a ticked box", describe(cell));
}

/** The port in a cell, which is its only content and written as code. */
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

/** The text of a cell, which may not be empty. */
export function readLabel(source: Source, cell: TableCell): string {
  return textOf(cell) || refuse(source, cell, "the name of a service", describe(cell));
}

function describe(cell: TableCell): string {
  const kinds = cell.children.map((child) => child.type).join(", ");
  return kinds === "" ? "an empty cell" : `${JSON.stringify(textOf(cell).slice(0, 40))} (${kinds})`;
}

/** Refuses rows whose ports do not rise. */
export function requireAscending(
  source: Source,
  rows: readonly { readonly port: number; readonly cell: TableCell }[],
): void {
  for (const [index, { port, cell }] of rows.entries()) {
    const previous = rows[index - 1]?.port ?? 0;
    if (port <= previous) {
      refuse(source, cell, `a port above ${previous}, the one before`, String(port));
    }
  }
}
