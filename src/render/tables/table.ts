/** A column of a table. */
export interface Column {
  /** The heading. */
  readonly title: string;
  /** The alignment; default: left. */
  readonly align?: "left" | "right";
}

/** A table of text; every row has one cell per column. */
export interface Table {
  /** The columns in order. */
  readonly columns: readonly Column[];
  /** The rows; a cell is plain text, not escaped for any format. */
  readonly rows: readonly (readonly string[])[];
}

/** A custom column in a table of ports. */
export interface OwnColumn<Entry> extends Column {
  /** Returns the cell of a port. */
  readonly value: (entry: Entry) => number | string;
}

/** The name of a column, or a custom column. */
// biome-ignore lint/suspicious/noExplicitAny: the public types restrict the input of custom columns
export type TableColumn = string | OwnColumn<any>;
