import { InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";
import type { Column, Table, TableColumn } from "./table.ts";

/** An available column, and how it shows an item. */
interface KnownColumn<T> {
  readonly id: string;
  readonly column: Column;
  readonly cell: (item: T) => string;
}

/**
 * Creates a table from the chosen columns, in their order.
 *
 * @throws {@link InvalidOptionError} if the table does not have a column, or the columns are not a list
 */
export function chooseColumns<T>(
  columns: readonly TableColumn[],
  items: readonly T[],
  known: readonly KnownColumn<T>[],
): Table {
  const accepted = known.map(({ id }) => id);
  if (!Array.isArray(columns) || columns.length === 0) {
    throw new InvalidOptionError(`columns is ${quote(columns)}`, {
      field: "columns",
      input: columns,
      expected: `a list of columns: ${expectedColumn(accepted)}`,
      accepted: [],
    });
  }
  const chosen = columns.map((given: TableColumn): Omit<KnownColumn<T>, "id"> => {
    if (typeof given === "object" && given !== null) {
      const { title, align, value } = given;
      if (typeof title === "string" && typeof value === "function") {
        return { column: { title, ...(align && { align }) }, cell: (item) => String(value(item)) };
      }
    }
    const found = known.find(({ id }) => id === given);
    if (found === undefined) {
      throw wrongColumn(given, accepted);
    }
    return found;
  });
  return {
    columns: chosen.map(({ column }) => column),
    rows: items.map((item) => chosen.map(({ cell }) => cell(item))),
  };
}

function wrongColumn(input: unknown, accepted: readonly string[]): InvalidOptionError {
  return new InvalidOptionError(`columns: ${quote(input)} is not a column`, {
    field: "columns",
    input,
    expected: expectedColumn(accepted),
    accepted,
  });
}

function expectedColumn(accepted: readonly string[]): string {
  return `any of ${accepted.join(", ")}, or, for ports, an object with title and value()`;
}
