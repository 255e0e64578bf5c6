import type { ServerFile } from "./server-file.ts";

/** Returns the names of files. */
export function namesOf(files: readonly ServerFile[]): readonly string[] {
  return files.map(({ name }) => name);
}
