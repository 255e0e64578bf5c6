const formats = { maximumFractionDigits: 1 };

/** The size of a text, in words: `1,250 characters`, `5.2 million characters`. */
export function sizeText(length: number): string {
  return length < 1_000_000
    ? `${length.toLocaleString("en")} ${length === 1 ? "character" : "characters"}`
    : `${(length / 1_000_000).toLocaleString("en", formats)} million characters`;
}
