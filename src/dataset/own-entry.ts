import type { DocumentedRow, PortEntry } from "./types.ts";

/** What the caller says of a port, in the words of a page's row. */
export type OwnRow = Omit<DocumentedRow, "localhost" | "note">;

/**
 * A port of one's own, as {@link defineEntry} makes it: cPanel does not document it, so that `documented` is
 * `null`, and `own` is in its place. In everything else it is like a documented entry.
 */
export interface OwnEntry<P extends number = number> extends Omit<PortEntry<P>, "documented"> {
  readonly documented: null;
  readonly own: OwnRow;
}

/** A port that cPanel documents, or one of one's own. */
export type AnyEntry = OwnEntry | PortEntry;
