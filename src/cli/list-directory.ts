import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import type { DirectoryEntry } from "./io.ts";

/**
 * Lists a directory, following links; returns `undefined` if the path does not exist or is not a directory. A broken link
 * counts as a file, so that reading it fails.
 */
export function listDirectory(path: string): readonly DirectoryEntry[] | undefined {
  if (!stat(path)?.isDirectory()) {
    return undefined;
  }
  return readdirSync(path).map((name) => ({ name, kind: kindOf(stat(join(path, name))) }));
}

function stat(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function kindOf(stats: Stats | undefined): DirectoryEntry["kind"] {
  if (stats?.isDirectory()) {
    return "directory";
  }
  return stats === undefined || stats.isFile() ? "file" : "other";
}
