/** Returns a "did you mean" suffix for a suggested word; empty without a suggestion. */
export function didYouMean(word: string | undefined): string {
  return word === undefined ? "" : ` (did you mean ${word}?)`;
}
