import type { AnyEntry, OwnRow } from "./own-entry.ts";

/** Returns the row of an entry, from the page or from the caller. */
export function rowOf(entry: AnyEntry): OwnRow {
  return entry.documented ?? entry.own;
}
