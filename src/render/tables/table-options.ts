import { fieldsOf, InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";
import type { PortColumn } from "./port-columns.ts";
import type { OwnColumn, TableColumn } from "./table.ts";

/**
 * The columns that a table can have: of ports, {@link PortColumn} and columns of one's own; of everything
 * else, the headings of its columns.
 */
export type ColumnOf<Input> = Input extends readonly (infer Entry)[]
  ? PortColumn | OwnColumn<Entry>
  : string;

/** What a table shows, and in which order. */
export interface ColumnOptions<Input> {
  /** The columns in their order; where left out, those that most readers want. */
  readonly columns?: readonly ColumnOf<Input>[] | undefined;
}

/** How a table is written. */
export interface TableOptions<Input> extends ColumnOptions<Input> {
  /** What the table shows, on one line. */
  readonly caption?: string | undefined;
}

/** Columns as a renderer reads them, whatever they are of. */
export interface ReadColumnOptions {
  readonly columns?: readonly TableColumn[] | undefined;
}

/** Options as a renderer reads them, whatever they are for. */
export interface ReadTableOptions extends ReadColumnOptions {
  readonly caption?: string | undefined;
}

/**
 * Checks the names of the options, and the caption.
 *
 * @throws {@link InvalidOptionError} for an option that does not exist, and for a caption that is not text
 */
export function readTableOptions(options: ReadTableOptions): ReadTableOptions {
  const { caption } = fieldsOf("options", options, { caption: true, columns: true });
  if (caption !== undefined && typeof caption !== "string") {
    throw new InvalidOptionError(`caption is ${quote(caption)}`, {
      field: "caption",
      input: caption,
      expected: "text",
    });
  }
  return options;
}
