import type { Renderable } from "../tables/recognize.ts";
import type { ReadTableOptions } from "../tables/table-options.ts";
import { renderCsv } from "./csv.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderText } from "./text.ts";

/** A table format. */
export type TableFormat = "csv" | "html" | "json" | "markdown" | "text";

/** The table renderers by format; the source of every list of table formats. */
export const tableRenderers: Readonly<
  Record<TableFormat, (input: Renderable, options: ReadTableOptions) => string>
> = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  html: renderHtml,
  csv: renderCsv,
};
