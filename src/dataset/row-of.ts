import type { AnyEntry, OwnRow } from "./own-entry.ts";

/** The row of an entry: the page's, or one's own. */
export function rowOf(entry: AnyEntry): OwnRow {
  return entry.documented ?? entry.own;
}
