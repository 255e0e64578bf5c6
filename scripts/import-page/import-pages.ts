import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "../../src/schema/page.ts";
import { PageError } from "./page-error.ts";
import { readPage } from "./read-page.ts";
import { writePages } from "./write-pages.ts";

/**
 * Reads pages and writes `<page>.json` for each, all of them or none.
 *
 * @param files - the saved pages
 * @param out - the folder to write into
 * @returns the files written
 * @throws {@link PageError} for a page that does not have the expected form, or two of one number
 */
export function importPages(files: readonly string[], out: string): string[] {
  const pages: Page[] = [];
  for (const file of files) {
    const page = readPage(basename(file), readFileSync(file));
    if (pages.some((each) => each.page === page.page)) {
      throw new PageError(
        basename(file),
        1,
        "a page that no other file has",
        `page ${page.page} again`,
      );
    }
    pages.push(page);
  }
  return writePages(pages, out);
}
