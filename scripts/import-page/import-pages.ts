import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PageError } from "./page-error.ts";
import { printPage } from "./print-page.ts";
import { readPage } from "./read-page.ts";

/**
 * Reads pages and writes `<page>.json` for each, all of them or none.
 *
 * @param files - the saved pages
 * @param out - the folder to write into
 * @returns the files written
 * @throws {@link PageError} for a page that does not have the expected form, or two of one number
 */
export function importPages(files: readonly string[], out: string): string[] {
  const texts = new Map<string, string>();
  for (const file of files) {
    const page = readPage(basename(file), readFileSync(file));
    const target = join(out, `${page.page}.json`);
    if (texts.has(target)) {
      throw new PageError(
        basename(file),
        1,
        "a page that no other file has",
        `page ${page.page} again`,
      );
    }
    texts.set(target, printPage(page));
  }
  for (const [target, text] of texts) {
    writeFileSync(`${target}.new`, text);
  }
  for (const target of texts.keys()) {
    renameSync(`${target}.new`, target);
  }
  return [...texts.keys()];
}
