import type { DirectoryEntry, Io } from "./io.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Reads the text of a file. One that is not UTF-8 is refused: it would not come out as it went in.
 *
 * @param limit - the largest size, in bytes
 * @throws {@link WrongQuestion} for a file that cannot be read, or is too large
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

/** Returns the name of a file for messages. */
export function fileName(path: string): string {
  return path === "-" ? "standard input" : path;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOENT: "no such file",
};

function readBytes(path: string, io: Io): Uint8Array {
  return withReason(path, () => io.readFile(path));
}

/**
 * Reads what a directory holds; `undefined` for what is none.
 *
 * @throws {@link WrongQuestion} for one that cannot be read
 */
export function readDirectory(path: string, io: Io): readonly DirectoryEntry[] | undefined {
  return path === "-" ? undefined : withReason(path, () => io.readDirectory(path));
}

/** Says in words of ours why a path cannot be read, where the reason is a frequent one. */
function withReason<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = reasons[String((error as { code?: unknown }).code)];
    throw reason === undefined ? error : new WrongQuestion(`${fileName(path)}: ${reason}`);
  }
}
