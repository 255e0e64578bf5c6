import type { Table } from "../tables/table.ts";
import { visible } from "./escape/visible.ts";

/**
 * Renders a table as CSV after RFC 4180: a line of titles, lines ended by CR LF, and quotes around a
 * cell that needs them. A cell that a spreadsheet would take for a formula begins with an apostrophe, and
 * what could steer a terminal is made visible, but for the ends of lines and tabs.
 */
export function renderCsvTable({ columns, rows }: Table): string {
  return [columns.map((column) => column.title), ...rows]
    .map((cells) => `${cells.map(field).join(",")}\r\n`)
    .join("");
}

function field(cell: string): string {
  if (!/[^\w .:/()]/.test(cell)) {
    return cell;
  }
  const shown = /[^ -~]/.test(cell) ? cell.replace(/[^\t\r\n]+/g, (part) => visible(part)) : cell;
  const text = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
