import { type Recognized, type Renderable, recognize } from "../tables/recognize.ts";
import {
  type ReadTableOptions,
  readTableOptions,
  type TableOptions,
} from "../tables/table-options.ts";
import { type CaptionedTable, tablesOf } from "../tables/tables-of.ts";
import { auditText } from "./audit-text.ts";
import { visible } from "./escape/visible.ts";
import { serversText } from "./servers-text.ts";
import { renderTextTable } from "./text-table.ts";

/**
 * Renders ports, a diff, a policy, an exposure, audits or a plan as aligned columns for a terminal.
 * Everything but ports begins with a title, which names the version and the result, unless there is a caption or
 * columns are chosen. Wide and combining characters count as the terminal columns they occupy. More tables follow below
 * empty lines where there is more to show, such as the reasons of a diff or the warnings of a policy. The findings of an
 * audit are paragraphs of 80 columns unless `columns` is given. Audits of several servers follow each other, and a summary
 * comes last.
 *
 * @param input - ports, a diff, a policy, an exposure, an audit, the named audits of several servers, or a plan
 * @param options - a caption above the table, and the columns
 * @returns the lines, without control characters except newlines
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the input cannot be shown as a table, or an option
 *   is malformed
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 * import { renderText } from "cpanel-ports/render";
 *
 * renderText(listPorts(126, { service: "ssh" })).split("\n")[1]; // => "  22  SSH      tcp       in         SSH"
 * ```
 */
export function renderText<Input extends Renderable>(
  input: Input,
  options?: TableOptions<Input>,
): string;
export function renderText(input: Renderable, options: ReadTableOptions = {}): string {
  const { caption, columns } = readTableOptions(options);
  const recognized = recognize(input);
  const tables = tablesOf(input, options);
  const [first] = tables as [CaptionedTable];
  const hasHeading = caption !== undefined || first.isTitle;
  const body =
    proseOf(recognized, columns) ??
    tables
      .filter(({ isTitle, table }) => !isTitle || table.rows.length > 0)
      .map(({ table }) => renderTextTable(table))
      .join("\n");
  return [
    ...(hasHeading ? [`${visible(first.caption)}\n`] : []),
    ...(body === "" ? [] : [body]),
  ].join("\n");
}

/** Returns audits as paragraphs; `undefined` for other inputs, or if columns are chosen. */
function proseOf(
  { kind, input }: Recognized,
  columns: ReadTableOptions["columns"],
): string | undefined {
  if (columns !== undefined) {
    return undefined;
  }
  const options = { width: 80, hasDetails: false };
  if (kind === "audit") {
    return auditText(input, options);
  }
  return kind === "audits" ? serversText(input, { ...options, heading: String }) : undefined;
}
