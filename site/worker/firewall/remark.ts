/** A remark on how files were read. */
export interface Remark {
  readonly text: string;
  /** The file, by its index in the request; `null` for none of them. */
  readonly file: number | null;
  readonly line: number | null;
}

/** Converts a note of a parser or an audit into a remark on a file of the request. */
export function remarkOf(
  { text, input, line }: { text: string; input: number | null; line: number | null },
  indices: readonly number[],
): Remark {
  return { text, file: input === null ? null : (indices[input] ?? null), line };
}
