/** What an option or an argument takes, as far as a shell can complete it. */
export interface Values {
  readonly words: readonly string[];
  /** Whether several words can be given, with commas. */
  readonly isList?: boolean;
  /** Whether it takes the path of a file. */
  readonly areFiles?: boolean;
}

/** What options and arguments take, by how the help shows them: `--os <system>`, `release`. */
export type ValuesByTerm = Readonly<Record<string, Values>>;

/** The path of a file. */
export const files: Values = { words: [], areFiles: true };

/** Returns words of which several can be given, with commas. */
export function listOf(words: readonly string[]): Values {
  return { words, isList: true };
}
