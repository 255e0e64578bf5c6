import type { Table } from "../tables/table.ts";
import { markdownText } from "./escape/markdown-text.ts";

/**
 * Renders a table in GitHub Flavored Markdown. Markup in cells is escaped.
 *
 * @returns the titles, the delimiter row and one line per row, each with a newline
 */
export function renderMarkdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [
    line(columns.map((column) => markdownText(column.title))),
    line(columns.map((column) => (column.align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(markdownText))),
  ].join("");
}
