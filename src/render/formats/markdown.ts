import type { Renderable } from "../tables/recognize.ts";
import { tablesOf } from "../tables/tables-of.ts";
import { renderMarkdownTable } from "./markdown-table.ts";

/**
 * Writes ports, a difference between releases or a policy as a table in GitHub Flavored Markdown. A
 * second table, below an empty line, has the reasons of a difference or the warnings of a policy.
 *
 * @param input - ports, a difference, a policy, an exposure, an audit or a plan, as this package returns them
 * @returns lines, each ended by a newline; text in them is text, and never markup
 * @throws {@link index.InvalidOptionError} for what cannot be shown as a table
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 * import { renderMarkdown } from "cpanel-ports/render";
 *
 * renderMarkdown(listPorts(126, { service: "ssh" })).split("\n")[2]; // => "| 22 | SSH | tcp | in | SSH |  |"
 * ```
 */
export function renderMarkdown(input: Renderable): string {
  return tablesOf(input)
    .map(({ table }) => renderMarkdownTable(table))
    .join("\n");
}
