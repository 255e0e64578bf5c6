import type { AnyEntry } from "../../dataset/own-entry.ts";
import { fieldsOf, InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";
import type { PortColumn } from "./port-columns.ts";
import type { OwnColumn, TableColumn } from "./table.ts";

/**
 * A column of a table: for ports, a {@link PortColumn} or a custom column; for everything else, the
 * heading of a column.
 */
export type ColumnOf<Input> = Input extends readonly (infer Entry extends AnyEntry)[]
  ? PortColumn | OwnColumn<Entry>
  : string;

/** The option to choose the columns of a table. */
export interface ColumnOptions<Input> {
  /** The columns in order; default: the most useful ones. */
  readonly columns?: readonly ColumnOf<Input>[] | undefined;
}

/** The options of table renderers. */
export interface TableOptions<Input> extends ColumnOptions<Input> {
  /** The caption of the table, on one line. */
  readonly caption?: string | undefined;
}

/** Column options of any input, as a renderer reads them. */
export interface ReadColumnOptions {
  readonly columns?: readonly TableColumn[] | undefined;
}

/** Table options of any input, as a renderer reads them. */
export interface ReadTableOptions extends ReadColumnOptions {
  readonly caption?: string | undefined;
}

/**
 * Checks the option names and the caption.
 *
 * @throws {@link InvalidOptionError} when an option is unknown or the caption is not a string
 */
export function readTableOptions(options: ReadTableOptions): ReadTableOptions {
  const { caption } = fieldsOf("options", options, { caption: true, columns: true });
  if (caption !== undefined && typeof caption !== "string") {
    throw new InvalidOptionError(`caption is ${quote(caption)}`, {
      field: "caption",
      input: caption,
      expected: "a string",
    });
  }
  return options;
}
