import { fieldsOf, InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";
import type { Renderable } from "../tables/recognize.ts";
import type { TableOptions } from "../tables/table-options.ts";
import { tablesOf } from "../tables/tables-of.ts";
import { markdownLine } from "./escape/markdown-text.ts";
import { renderMarkdownTable } from "./markdown-table.ts";

/** How {@link renderMarkdown} writes. */
export interface MarkdownOptions<Input> extends TableOptions<Input> {
  /**
   * The level of the headings that say what the tables show, from 1 to 6; a second table has one a level
   * below. Where left out, there are none, and a caption is a paragraph.
   */
  readonly heading?: number | undefined;
}

/**
 * Writes ports, a difference between releases or a policy as a table in GitHub Flavored Markdown. A
 * second table, below an empty line, has the reasons of a difference or the warnings of a policy.
 *
 * @param input - ports, a difference, a policy, an exposure, an audit or a plan, as this package returns them
 * @param options - a caption, to stand above; the level of the heading that it is; and the columns
 * @returns lines, each ended by a newline; text in them is text, and never markup
 * @throws {@link index.InvalidOptionError} for what cannot be shown as a table
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
    .map(({ caption, table }, index) => {
      const isNamed = index === 0 && options.caption !== undefined;
      const title =
        heading === undefined
          ? isNamed && markdownLine(caption)
          : `${"#".repeat(Math.min(heading + (index > 0 ? 1 : 0), 6))} ${markdownLine(caption)}`;
      return (title ? `${title}\n\n` : "") + renderMarkdownTable(table);
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
