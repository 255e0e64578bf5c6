import type { AnyEntry } from "./own-entry.ts";

/** What a port is for, for readers: the page's words, or one's own, marked as such. */
export function nameOf(entry: AnyEntry): string {
  return entry.documented
    ? entry.documented.service
    : `${entry.own.service} (not documented by cPanel)`;
}
