import type { Dataset } from "../../src/dataset/types.ts";
import type { PrintedDataset } from "../compile-data/print-dataset.ts";
import type { DataFiles } from "../data-files.ts";

/** The input of the rules. */
export interface Context {
  readonly files: DataFiles;
  /** The compiled dataset; reading it throws a CompileError if the files contradict each other. */
  readonly dataset: Dataset;
  /** The paths of all files in `data/`, relative to it. */
  readonly paths: readonly string[];
  /** The modules in `src/dataset` that are generated from the files. */
  readonly generated: PrintedDataset;
  /** The page snapshots by number, if available. */
  readonly snapshots: ReadonlyMap<number, Uint8Array> | undefined;
  /** The paths on the documentation's host that a crawl found. */
  readonly knownPages: ReadonlySet<string>;
  /** The handwritten documents of the project, by path. */
  readonly documents: ReadonlyMap<string, string>;
}

/** A rule that the data must fulfil. */
export interface Rule {
  /** The rule in words. */
  readonly says: string;
  /** Whether the rule can be checked only with page snapshots. */
  readonly needsSnapshots?: true;
  /** Returns the violations, each with its place and the problem. */
  readonly check: (context: Context) => readonly string[];
}
