import { listLength } from "../../../../src/util/limits.ts";

/** A file that was read, or why it was not. */
export type DroppedFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: string };

/** Reads files that were dropped or chosen. One that is not UTF-8 is refused: it would not come out as it went in. */
export function readDropped(files: readonly File[]): Promise<readonly DroppedFile[]> {
  return Promise.all(files.map(readOne));
}

async function readOne(file: File): Promise<DroppedFile> {
  const { name, size } = file;
  if (size > listLength) {
    return { name, problem: `${size} bytes; the limit is ${listLength}` };
  }
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { name, problem: "cannot be read; a directory is no file" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { name, text };
  } catch {
    return { name, problem: "not UTF-8 text" };
  }
}
