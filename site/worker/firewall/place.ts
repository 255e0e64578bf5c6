import type { Origin } from "cpanel-ports";

/** A place in a file of the request. */
export interface Place {
  /** The file, by its index in the request. */
  readonly file: number;
  /** The line, counted from 1; `null` if the format has none. */
  readonly line: number | null;
  /** The line or rule, shortened. */
  readonly text: string;
}

/**
 * Converts a place of a parser into a place in the files of the request.
 *
 * @param indices - the files by the indices of the inputs
 */
export function placeOf({ input, line, text }: Origin, indices: readonly number[]): Place {
  return { file: indices[input] ?? 0, line, text };
}
