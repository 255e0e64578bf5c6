import stringWidth from "fast-string-width";

/**
 * Breaks text between words into lines of a terminal. A word that is longer than a line stays whole.
 *
 * @param first - what the first line begins with
 * @param others - what the other lines begin with
 */
export function wrapText(
  text: string,
  width: number,
  first: string,
  others: string,
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Cuts text that is wider than a terminal; an ellipsis stands for the rest. */
export function cutText(text: string, width: number): string {
  if (stringWidth(text) <= width) {
    return text;
  }
  let cut = "";
  let used = 1;
  for (const character of text) {
    used += stringWidth(character);
    if (used > width) {
      break;
    }
    cut += character;
  }
  return `${cut}…`;
}
