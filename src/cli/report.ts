import { renderCsvTable } from "../render/formats/csv-table.ts";
import { renderHtmlTable } from "../render/formats/html-table.ts";
import { renderMarkdownTable } from "../render/formats/markdown-table.ts";
import { renderTextTable, type Style } from "../render/formats/text-table.ts";
import type { Table } from "../render/tables/table.ts";

/** The formats in which a command answers. */
export const formats = ["text", "json", "markdown", "html", "csv"] as const;

/** One of {@link formats}. */
export type Format = (typeof formats)[number];

/** What a command answers, before it is put in a format. */
export interface Report {
  readonly title: string;
  /** For readers: tables, each with a heading of its own or none. */
  readonly sections: readonly { readonly heading?: string; readonly table: Table }[];
  /** For programs: one table, as CSV. */
  readonly records: Table;
  /** For programs: the data themselves, as JSON. */
  readonly data: unknown;
}

/** How text is dressed for a terminal. */
export interface Dress {
  readonly title: (text: string) => string;
  readonly cell: Style;
}

/** Puts a report in a format. */
export function renderReport(report: Report, format: Format, dress: Dress): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(report.data, null, 2)}\n`;
    case "csv":
      return renderCsvTable(report.records);
    case "html":
      return report.sections
        .filter(({ table }, index) => index === 0 || table.rows.length > 0)
        .map(({ heading, table }, index) =>
          renderHtmlTable(
            [...(index === 0 ? [report.title] : []), ...(heading ? [heading] : [])].join(", "),
            table,
          ),
        )
        .join("");
    case "markdown":
      return renderSections(
        report,
        (text, level) => `${"#".repeat(level)} ${text}\n`,
        renderMarkdownTable,
      );
    case "text":
      return renderSections(
        report,
        (text) => `${dress.title(text)}\n`,
        (table) => renderTextTable(table, dress.cell),
      );
  }
}

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
