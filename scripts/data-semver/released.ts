import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../src/dataset/types.ts";
import { type ChangesFile, changesFile, redirectsFile } from "../../src/schema/history.ts";

/** The data of the last release; `null` before the first release. */
export interface Released {
  readonly version: string;
  readonly dataset: Dataset | null;
}

const path = (root: string, name: string) => join(root, "data", name);
const readJson = (root: string, name: string) => JSON.parse(readFileSync(path(root, name), "utf8"));

/** Reads `data/released.json`. */
export function readReleased(root: string): Released {
  return readJson(root, "released.json");
}

/** Writes `data/released.json`. */
export function writeReleased(root: string, released: Released): void {
  writeFileSync(path(root, "released.json"), `${JSON.stringify(released)}\n`);
}

/** Reads `data/changes.json`: the changes of the data from each version of the package to the next. */
export function readChanges(root: string): ChangesFile {
  return changesFile.parse(readJson(root, "changes.json"));
}

/** Writes `data/changes.json`. */
export function writeChanges(root: string, changes: ChangesFile): void {
  writeFileSync(path(root, "changes.json"), `${JSON.stringify(changes, null, 2)}\n`);
}

/** Reads `data/redirects.json`: the replacements of removed ids. */
export function readRedirects(root: string) {
  return redirectsFile.parse(readJson(root, "redirects.json"));
}
