import type { Renderable } from "../tables/recognize.ts";
import type { ReadTableOptions, TableOptions } from "../tables/table-options.ts";
import { tablesOf } from "../tables/tables-of.ts";
import { renderHtmlTable } from "./html-table.ts";

/**
 * Renders ports, a diff, a policy, an exposure, audits or a plan as an HTML table with a caption and
 * scopes, to be embedded in a page. The HTML has no styles, only classes: `cpanel-ports` on tables and
 * `cpanel-ports-number` on numeric cells. More tables follow where there is more to show, such as the
 * reasons of a diff or the warnings of a policy.
 *
 * @param input - ports, a diff, a policy, an exposure, an audit, the named audits of several servers, or a plan
 * @param options - a caption that replaces the default one, and the columns
 * @returns the elements, one line per row; markup in texts is escaped
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the input cannot be shown as a table, or an option
 *   is malformed
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
