import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import type { DirectoryEntry } from "./io.ts";

/**
 * Returns what a directory holds, links followed; `undefined` for what is no directory or does not exist. A link that leads
 * nowhere counts as a file, so that reading it fails.
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
