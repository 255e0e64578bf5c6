import type { DocumentedRow, PortEntry } from "./types.ts";

/** The row of a custom entry, with the columns of a page. */
export type OwnRow = Omit<DocumentedRow, "localhost" | "note">;

/**
 * A custom entry, as {@link defineEntry} returns it. cPanel does not document the port, so `documented` is `null` and
 * `own` replaces it. Otherwise it is like a documented entry.
 */
export interface OwnEntry<P extends number = number> extends Omit<PortEntry<P>, "documented"> {
  /** Always `null`: no page documents the port. */
  readonly documented: null;
  /** The row in place of the page's. */
  readonly own: OwnRow;
}

/** A documented entry or a custom one. */
export type AnyEntry = OwnEntry | PortEntry;
