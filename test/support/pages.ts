import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of page snapshots, which the repository does not hold; `undefined` where there is none. */
export const pagesFolder = process.env.CPANEL_PORTS_PAGES;

/** What stands in the name of a test that is skipped without the snapshots. */
export const pagesHint = pagesFolder ? "" : " (skipped: set CPANEL_PORTS_PAGES to the snapshots)";

/** A snapshot of the page of that number. */
export function readSnapshot(page: number): string {
  return readFileSync(join(pagesFolder ?? "", `${page}.md`), "utf8");
}
