import type { Dataset } from "../../src/dataset/types.ts";
import type { PrintedDataset } from "../compile-data/print-dataset.ts";
import type { DataFiles } from "../data-files.ts";

/** What the rules look at. */
export interface Context {
  readonly files: DataFiles;
  /** What the files compile to; reading it throws a CompileError where they contradict each other. */
  readonly dataset: Dataset;
  /** The paths of all files in `data/`, relative to it. */
  readonly paths: readonly string[];
  /** The modules in `src/dataset` that are generated from the files. */
  readonly generated: PrintedDataset;
  /** The snapshots of the pages by number, where they are at hand. */
  readonly snapshots: ReadonlyMap<number, Uint8Array> | undefined;
  /** The paths below the documentation's host that a crawl of it had. */
  readonly knownPages: ReadonlySet<string>;
  /** The texts of the documentation that people wrote, by path. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Something that must hold of the data. */
export interface Rule {
  /** What must hold, in words. */
  readonly says: string;
  /** Whether it can be checked only beside the snapshots of the pages. */
  readonly needsSnapshots?: true;
  /** The places where it does not hold, each with what is wrong there. */
  readonly check: (context: Context) => readonly string[];
}
