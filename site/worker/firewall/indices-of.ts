import type { RequestFile } from "./sorted-request.ts";

/** Returns the indices of files in the request. */
export function indicesOf(files: readonly RequestFile[]): readonly number[] {
  return files.map(({ index }) => index);
}
