/** Something to know about how files were read. */
export interface Remark {
  readonly text: string;
  /** The file, by its index in the request; `null` for none of them. */
  readonly file: number | null;
  readonly line: number | null;
}

/** Returns what a parser or an audit says about an input as a remark on a file of the request. */
export function remarkOf(
  { text, input, line }: { text: string; input: number | null; line: number | null },
  indices: readonly number[],
): Remark {
  return { text, file: input === null ? null : (indices[input] ?? null), line };
}
