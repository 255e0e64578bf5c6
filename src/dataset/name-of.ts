import type { AnyEntry } from "./own-entry.ts";

/** Returns the name of what uses a port: the page's words, or the marked name of a custom entry. */
export function nameOf(entry: AnyEntry): string {
  return entry.documented
    ? entry.documented.service
    : `${entry.own.service} (not documented by cPanel)`;
}
