import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../src/dataset/types.ts";

/** The data as they were last released: `null` before the first release. */
export interface Released {
  readonly version: string;
  readonly dataset: Dataset | null;
}

const path = (root: string) => join(root, "data/released.json");

/** Reads `data/released.json`. */
export function readReleased(root: string): Released {
  return JSON.parse(readFileSync(path(root), "utf8"));
}

/** Writes `data/released.json`. */
export function writeReleased(root: string, released: Released): void {
  writeFileSync(path(root), `${JSON.stringify(released)}\n`);
}
