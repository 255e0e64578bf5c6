import type { DirectoryEntry, Io } from "./io.ts";
import { withReason } from "./with-reason.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Reads the text of a file. Only UTF-8 is accepted, because other encodings would not survive a round trip.
 *
 * @param limit - the maximum size in bytes
 * @throws {@link WrongQuestion} if the file cannot be read, is too large or is not UTF-8
 */
export function readText(path: string, io: Io, limit = Number.POSITIVE_INFINITY): string {
  const bytes = readBytes(path, io);
  if (bytes.length > limit) {
    throw new WrongQuestion(`${fileName(path)}: ${bytes.length} bytes; the limit is ${limit}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WrongQuestion(`${fileName(path)}: not UTF-8 text`);
  }
}

/** Returns the name of a file for use in messages. */
export function fileName(path: string): string {
  return path === "-" ? "standard input" : path;
}

function readBytes(path: string, io: Io): Uint8Array {
  return withReason(fileName(path), "no such file", () => io.readFile(path));
}

/**
 * Lists a directory; returns `undefined` if the path is not a directory.
 *
 * @throws {@link WrongQuestion} if the directory cannot be read
 */
export function readDirectory(path: string, io: Io): readonly DirectoryEntry[] | undefined {
  return path === "-" ? undefined : withReason(path, "no such file", () => io.readDirectory(path));
}
