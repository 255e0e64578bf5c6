import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "../../src/schema/page.ts";
import { PageError } from "./page-error.ts";
import { readPage } from "./read-page.ts";
import { writePages } from "./write-pages.ts";

/**
 * Reads pages and writes `<page>.json` for each: either all files or none.
 *
 * @param files - the saved pages
 * @param out - the output folder
 * @returns the written files
 * @throws {@link PageError} when a page does not have the expected form, or two pages have the same number
 */
export function importPages(files: readonly string[], out: string): string[] {
  const pages: Page[] = [];
  for (const file of files) {
    const page = readPage(basename(file), readFileSync(file));
    if (pages.some((each) => each.page === page.page)) {
      throw new PageError(
        basename(file),
        1,
        "a different page in each file",
        `page ${page.page} twice`,
      );
    }
    pages.push(page);
  }
  return writePages(pages, out);
}
