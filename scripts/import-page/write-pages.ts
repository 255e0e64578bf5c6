import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "../../src/schema/page.ts";
import { printPage } from "./print-page.ts";

/**
 * Writes `<page>.json` for each page: either all files or none.
 *
 * @param out - the output folder
 * @returns the written files
 */
export function writePages(pages: readonly Page[], out: string): string[] {
  const texts = new Map(pages.map((page) => [join(out, `${page.page}.json`), printPage(page)]));
  for (const [target, text] of texts) {
    writeFileSync(`${target}.new`, text);
  }
  for (const target of texts.keys()) {
    renameSync(`${target}.new`, target);
  }
  return [...texts.keys()];
}
