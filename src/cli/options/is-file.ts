import type { Io } from "../io.ts";

/** Returns whether a path exists, even if it cannot be read. */
export function isFile(path: string, io: Io): boolean {
  try {
    io.readFile(path);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== "ENOENT";
  }
}
