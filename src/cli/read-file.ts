import type { Io } from "./io.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * The text of a file; one that is not UTF-8 would not come out as it went in.
 *
 * @param most - the most bytes that are looked at
 */
export function readText(path: string, io: Io, most = Number.POSITIVE_INFINITY): string {
  const bytes = readBytes(path, io);
  if (bytes.length > most) {
    throw new WrongQuestion(`${path} has ${bytes.length} bytes; at most ${most} are read`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WrongQuestion(`${path} is not a text in UTF-8`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "may not be read",
  EISDIR: "is a folder, and no file",
  ENOENT: "is no file that there is",
};

function readBytes(path: string, io: Io): Uint8Array {
  try {
    return io.readFile(path);
  } catch (error) {
    const reason = reasons[String((error as { code?: unknown }).code)];
    throw reason === undefined ? error : new WrongQuestion(`${path} ${reason}`);
  }
}
