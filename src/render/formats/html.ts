import type { Renderable } from "../tables/recognize.ts";
import type { ReadTableOptions, TableOptions } from "../tables/table-options.ts";
import { tablesOf } from "../tables/tables-of.ts";
import { renderHtmlTable } from "./html-table.ts";

/**
 * Writes ports, a difference between releases or a policy as an HTML table with a caption and scopes,
 * to be put into a page. There is no style in it; the classes are `cpanel-ports` on a table and
 * `cpanel-ports-number` on a cell of numbers. A second table has the reasons of a difference or the
 * warnings of a policy.
 *
 * @param input - ports, a difference, a policy, an exposure, an audit or a plan, as this package returns them
 * @param options - a caption, in place of one that says what the table shows, and the columns
 * @returns elements, a line for each row; text in them is text, and never markup
 * @throws {@link index.InvalidOptionError} for what cannot be shown as a table
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 * import { renderHtml } from "cpanel-ports/render";
 *
 * const html = renderHtml(listPorts(126, { service: "ssh" }), { caption: "SSH & more" });
 * html.split("\n")[1]; // => "<caption>SSH &amp; more</caption>"
 * ```
 */
export function renderHtml<Input extends Renderable>(
  input: Input,
  options?: TableOptions<Input>,
): string;
export function renderHtml(input: Renderable, options?: ReadTableOptions): string {
  return tablesOf(input, options)
    .map(({ caption, table }) => renderHtmlTable(caption, table))
    .join("");
}
