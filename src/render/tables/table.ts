/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A table of text: every row has a cell for each column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** A column of one's own in a table of ports. */
export interface OwnColumn<Entry> extends Column {
  /** Returns the cell of a port. */
  readonly value: (entry: Entry) => number | string;
}

/** A column by its name, or one of one's own. */
// biome-ignore lint/suspicious/noExplicitAny: what a column of one's own takes, the public types say
export type TableColumn = string | OwnColumn<any>;
