import { fieldsOf, InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";
import type { Renderable } from "../tables/recognize.ts";
import type { TableOptions } from "../tables/table-options.ts";
import { tablesOf } from "../tables/tables-of.ts";
import { markdownLine } from "./escape/markdown-text.ts";
import { renderMarkdownTable } from "./markdown-table.ts";

/** The options of {@link renderMarkdown}. */
export interface MarkdownOptions<Input> extends TableOptions<Input> {
  /**
   * The level of the heading above the first table, from 1 to 6; further tables have headings one level
   * below. Default: no headings, and a caption becomes a paragraph.
   */
  readonly heading?: number | undefined;
}

/**
 * Renders ports, a diff, a policy, an exposure, audits or a plan as a table in GitHub Flavored
 * Markdown. More tables follow where there is more to show, such as the reasons of a diff or the warnings
 * of a policy. Everything but ports begins with a title, which names the version and the result, unless there is a
 * caption or columns are chosen.
 *
 * @param input - ports, a diff, a policy, an exposure, an audit, the named audits of several servers, or a plan
 * @param options - a caption, the level of its heading, and the columns
 * @returns the Markdown; markup in texts is escaped
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the input cannot be shown as a table, or an option
 *   is malformed
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 * import { renderMarkdown } from "cpanel-ports/render";
 *
 * renderMarkdown(listPorts(126, { service: "ssh" })).split("\n")[2]; // => "| 22 | SSH | tcp | in | SSH |  |"
 * renderMarkdown(listPorts(126, { service: "ssh" }), { heading: 2, caption: "SSH", columns: ["port", "service"] }).split("\n").slice(0, 3); // => ["## SSH", "", "| Port | Service |"]
 * ```
 */
export function renderMarkdown<Input extends Renderable>(
  input: Input,
  options?: MarkdownOptions<Input>,
): string;
export function renderMarkdown(input: Renderable, given: MarkdownOptions<unknown> = {}): string {
  const { heading, ...options } = fieldsOf("options", given, {
    heading: true,
    caption: true,
    columns: true,
  });
  checkHeading(heading);
  return tablesOf(input, options)
    .map(({ caption, table, isTitle }, index) => {
      const isNamed = index === 0 && (options.caption !== undefined || isTitle);
      const title =
        heading === undefined
          ? isNamed && markdownLine(caption)
          : `${"#".repeat(Math.min(heading + (index > 0 ? 1 : 0), 6))} ${markdownLine(caption)}`;
      return [
        ...(title ? [`${title}\n`] : []),
        ...(isTitle && table.rows.length === 0 ? [] : [renderMarkdownTable(table)]),
      ].join("\n");
    })
    .join("\n");
}

function checkHeading(heading: unknown): void {
  const levels: readonly unknown[] = [1, 2, 3, 4, 5, 6];
  if (heading !== undefined && !levels.includes(heading)) {
    throw new InvalidOptionError(`heading is ${quote(heading)}`, {
      field: "heading",
      input: heading,
      expected: "a level from 1 to 6",
      accepted: levels,
    });
  }
}
