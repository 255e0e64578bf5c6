import { InvalidOptionError } from "../../errors.ts";
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

/** Options as a renderer reads them, whatever they are for. */
export interface ReadTableOptions {
  readonly columns?: readonly TableColumn[] | undefined;
  readonly caption?: string | undefined;
}

/**
 * Checks a caption.
 *
 * @throws {@link InvalidOptionError} for what is not text
 */
export function checkCaption(caption: unknown): void {
  if (caption !== undefined && typeof caption !== "string") {
    throw new InvalidOptionError(`caption is ${quote(caption)}`, {
      field: "caption",
      input: caption,
      expected: "text",
    });
  }
}
