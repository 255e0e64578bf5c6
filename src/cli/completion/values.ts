/** The values of an option or argument that a shell can complete. */
export interface Values {
  readonly words: readonly string[];
  /** Whether it accepts a comma-separated list of words. */
  readonly isList?: boolean;
  /** Whether it accepts the path of a file. */
  readonly areFiles?: boolean;
}

/** The values of options and arguments, by their term in the help: `--os <system>`, `release`. */
export type ValuesByTerm = Readonly<Record<string, Values>>;

/** The value of an option or argument that accepts the path of a file. */
export const files: Values = { words: [], areFiles: true };

/** Returns the values of a comma-separated list of words. */
export function listOf(words: readonly string[]): Values {
  return { words, isList: true };
}
