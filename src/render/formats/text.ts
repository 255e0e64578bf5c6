import { type Renderable, recognize } from "../tables/recognize.ts";
import {
  type ReadTableOptions,
  readTableOptions,
  type TableOptions,
} from "../tables/table-options.ts";
import { tablesOf } from "../tables/tables-of.ts";
import { auditText } from "./audit-text.ts";
import { visible } from "./escape/visible.ts";
import { renderTextTable } from "./text-table.ts";

/**
 * Writes ports, a difference between releases or a policy as aligned columns for a terminal. Wide and
 * combining characters take the columns that a terminal gives them. A second table, below an empty
 * line, has the reasons of a difference or the warnings of a policy. The findings of an audit are paragraphs of 80
 * columns, unless columns are named.
 *
 * @param input - ports, a difference, a policy, an exposure, an audit or a plan, as this package returns them
 * @param options - a caption, to stand above, and the columns
 * @returns lines, each ended by a newline, without a control character in them
 * @throws {@link index.InvalidOptionError} for what cannot be shown as a table
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
  const { kind, input: recognized } = recognize(input);
  const heading = caption === undefined ? "" : `${visible(caption)}\n\n`;
  if (kind === "audit" && columns === undefined) {
    return heading + auditText(recognized, { width: 80, hasDetails: false });
  }
  const tables = tablesOf(input, options).map(({ table }) => renderTextTable(table));
  return heading + tables.join("\n");
}
