/** Splits typed text at commas and spaces. */
export function wordsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((each) => each !== "");
}
