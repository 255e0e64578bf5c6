import type { Table } from "../tables/table.ts";
import { xmlText } from "./escape/xml-text.ts";

/**
 * Renders a table as an HTML element with a caption and scopes. Markup in cells is escaped.
 *
 * @returns the element, one line per row
 */
export function renderHtmlTable(caption: string, { columns, rows }: Table): string {
  const classOf = (column: number) =>
    columns[column]?.align === "right" ? ' class="cpanel-ports-number"' : "";
  const titles = columns.map(
    ({ title }, column) => `<th scope="col"${classOf(column)}>${xmlText(title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0
        ? `<th scope="row"${classOf(column)}>${xmlText(cell)}</th>`
        : `<td${classOf(column)}>${xmlText(cell)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    '<table class="cpanel-ports">',
    `<caption>${xmlText(caption)}</caption>`,
    `<thead><tr>${titles.join("")}</tr></thead>`,
    "<tbody>",
    ...body,
    "</tbody>",
    "</table>",
    "",
  ].join("\n");
}
