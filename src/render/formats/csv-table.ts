import type { Table } from "../tables/table.ts";
import { visible } from "./escape/visible.ts";

/**
 * Renders a table as CSV (RFC 4180): a header line, CR LF line endings, and quotes only where a cell
 * needs them. A cell that a spreadsheet would evaluate as a formula gets a leading apostrophe. Characters
 * that could control a terminal become visible, except for line endings and tabs.
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
