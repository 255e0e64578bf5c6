import type { Io } from "../io.ts";

/** Returns whether a path exists, even if it cannot be read. Does not read standard input, `-`. */
export function isFile(path: string, io: Io): boolean {
  if (path === "-") {
    return true;
  }
  try {
    io.readFile(path);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== "ENOENT";
  }
}
