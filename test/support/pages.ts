import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of page snapshots, which are not in the repository; `undefined` if it is not set. */
export const pagesFolder = process.env.CPANEL_PORTS_PAGES;

/** The hint in the title of a test that is skipped without the snapshots. */
export const pagesHint = pagesFolder ? "" : " (skipped: set CPANEL_PORTS_PAGES to the snapshots)";

/** Returns the snapshot of a page. */
export function readSnapshot(page: number): string {
  return readFileSync(join(pagesFolder ?? "", `${page}.md`), "utf8");
}
