import type { Origin } from "cpanel-ports";

/** A place in a file of the request. */
export interface Place {
  /** The file, by its index in the request. */
  readonly file: number;
  /** The line, counted from 1; `null` where the format has none. */
  readonly line: number | null;
  /** The line or rule, shortened. */
  readonly text: string;
}

/**
 * Returns a place of a parser as one in the files of the request.
 *
 * @param indices - the files by the indices of the inputs
 */
export function placeOf({ input, line, text }: Origin, indices: readonly number[]): Place {
  return { file: indices[input] ?? 0, line, text };
}
