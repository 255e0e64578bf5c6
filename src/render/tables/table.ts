/** A column of a table. */
interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A table of text: every row has a cell for each column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}
