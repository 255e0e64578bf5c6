/** Asks whether a word was meant, to be put after the one that was written; nothing if none is near. */
export function didYouMean(word: string | undefined): string {
  return word === undefined ? "" : ` (did you mean ${word}?)`;
}
