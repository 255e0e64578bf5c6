import type { ServerFile } from "./server-file.ts";

/** Returns the contents of files. */
export function textsOf(files: readonly ServerFile[]): readonly string[] {
  return files.map(({ text }) => text);
}
