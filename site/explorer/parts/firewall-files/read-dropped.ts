import { listLength } from "../../../../src/util/limits.ts";

/** A file that was read, or the reason why it was not. */
export type DroppedFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: string };

/** Reads dropped or chosen files. Rejects a file that is not UTF-8, because decoding would alter it. */
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
    return { name, problem: "cannot be read; choose files, not a directory" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { name, text };
  } catch {
    return { name, problem: "not UTF-8 text" };
  }
}
