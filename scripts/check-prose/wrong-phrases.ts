import { phrases } from "./phrases.ts";
import { proseOf } from "./prose-of.ts";

/** A rejected phrase, its line, and what to write instead. */
export interface WrongPhrase {
  readonly line: number;
  readonly phrase: string;
  readonly instead: string;
}

/** Returns the rejected phrases in the prose of a file: for each piece of prose, in the order of the list. */
export function wrongPhrases(path: string, content: string): readonly WrongPhrase[] {
  return proseOf(path, content).flatMap(({ line, text }) => {
    // A line break and the spaces around it count as one space.
    const joined = text.replace(/\s+/g, " ");
    return phrases.flatMap(({ pattern, instead }) => {
      const phrase = pattern.exec(joined)?.[0];
      return phrase === undefined ? [] : [{ line, phrase, instead }];
    });
  });
}
