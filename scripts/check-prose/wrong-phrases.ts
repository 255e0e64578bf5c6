import { phrases } from "./phrases.ts";
import { proseOf } from "./prose-of.ts";

/** A phrase that the list rejects, where it is, and what to write. */
export interface WrongPhrase {
  readonly line: number;
  readonly phrase: string;
  readonly instead: string;
}

/** Returns the rejected phrases in what people read of a file, in the order of the list. */
export function wrongPhrases(path: string, content: string): readonly WrongPhrase[] {
  return proseOf(path, content).flatMap(({ line, text }) => {
    // As one line, in which each break and the spaces around it are one space.
    const joined = text.replace(/\s+/g, " ");
    return phrases.flatMap(({ pattern, instead }) => {
      const phrase = pattern.exec(joined)?.[0];
      return phrase === undefined ? [] : [{ line, phrase, instead }];
    });
  });
}
