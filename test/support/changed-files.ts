import { join } from "node:path";
import { type DataFiles, readDataFiles } from "../../scripts/data-files.ts";

/** The type without `readonly` at any depth. */
export type Mutable<T> = T extends readonly (infer U)[]
  ? Mutable<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** A change of the files. */
export type FilesChange = (files: Mutable<DataFiles>) => void;

/** The files of `data/`. */
export const files: DataFiles = readDataFiles(join(import.meta.dirname, "../../data"));

/** Returns the files of `data/` with a change. */
export function changed(change: FilesChange): DataFiles {
  const copy = structuredClone(files) as unknown as Mutable<DataFiles>;
  change(copy);
  return copy as unknown as DataFiles;
}

/** Returns the item of a list that a test changes, which must exist. */
export function the<T>(list: readonly T[], is: (item: T) => boolean): T {
  const found = list.find(is);
  if (found === undefined) {
    throw new Error("the item that the test changes is not in the data");
  }
  return found;
}
