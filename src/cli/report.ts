import { renderCsvTable } from "../render/formats/csv-table.ts";
import { jsonText } from "../render/formats/escape/json-text.ts";
import { renderHtmlTable } from "../render/formats/html-table.ts";
import { renderMarkdownTable } from "../render/formats/markdown-table.ts";
import type { TableFormat } from "../render/formats/table-formats.ts";
import { renderTextTable } from "../render/formats/text-table.ts";
import type { Table } from "../render/tables/table.ts";
import { colorsFor } from "./colors.ts";
import type { Io } from "./io.ts";

/** The answer of a command, independent of the output format. */
export interface Report {
  readonly title: string;
  /** For readers: tables with optional headings. */
  readonly sections: readonly { readonly heading?: string; readonly table: Table }[];
  /** For a terminal: the text below the title, instead of the tables. */
  readonly text?: () => string;
  /** For programs: one table, printed as CSV. It may list a large number of addresses. */
  readonly records: () => Table;
  /** For programs: the data, printed as JSON. */
  readonly data: unknown;
}

/** Renders a report in a format; text is colored on a terminal. */
export function renderReport(report: Report, format: TableFormat, io: Io): string {
  return writers[format](report, io);
}

const writers: Readonly<Record<TableFormat, (report: Report, io: Io) => string>> = {
  text: (report, io) => {
    const { title, cell } = dressFor(io);
    if (report.text) {
      const body = report.text();
      return `${title(report.title)}\n${body === "" ? "" : "\n"}${body}`;
    }
    return renderSections(
      report,
      (text) => `${title(text)}\n`,
      (table) => renderTextTable(table, { style: cell, width: io.columns ?? 80 }),
    );
  },
  json: ({ data }) => jsonText(data),
  markdown: (report) =>
    renderSections(report, (text, level) => `${"#".repeat(level)} ${text}\n`, renderMarkdownTable),
  html: ({ title, sections }) =>
    sections
      .filter(({ table }, index) => index === 0 || table.rows.length > 0)
      .map(({ heading, table }, index) =>
        renderHtmlTable(
          [...(index === 0 ? [title] : []), ...(heading ? [heading] : [])].join(", "),
          table,
        ),
      )
      .join(""),
  csv: ({ records }) => renderCsvTable(records()),
};

function renderSections(
  { title, sections }: Report,
  heading: (text: string, level: number) => string,
  render: (table: Table) => string,
): string {
  const parts = sections
    .filter(({ table }) => table.rows.length > 0)
    .map((each) => (each.heading ? `${heading(each.heading, 3)}\n` : "") + render(each.table));
  return [heading(title, 2), ...parts].join("\n");
}

function dressFor(io: Io) {
  const { bold, dim, green, red, yellow } = colorsFor(io);
  const colors = new Map([
    ["added", green],
    ["removed", red],
    ["changed", yellow],
  ]);
  return {
    title: bold,
    cell: (text: string, row: number) =>
      row < 0 ? dim(text) : (colors.get(text.trim()) ?? String)(text),
  };
}
