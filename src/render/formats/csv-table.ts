import type { Table } from "../tables/table.ts";

/**
 * Renders a table as CSV after RFC 4180: a line of titles, lines ended by CR LF, and quotes around a
 * cell that needs them. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function renderCsvTable({ columns, rows }: Table): string {
  return [columns.map((column) => column.title), ...rows]
    .map((cells) => `${cells.map(field).join(",")}\r\n`)
    .join("");
}

function field(cell: string): string {
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
