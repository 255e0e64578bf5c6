import { textWidth } from "./text-width.ts";

/**
 * Wraps text between words. A word longer than a line stays whole.
 *
 * @param first - the prefix of the first line
 * @param others - the prefix of the other lines
 */
export function wrapText(
  text: string,
  width: number,
  first: string,
  others: string,
): readonly string[] {
  if (textWidth(first) + textWidth(text) <= width) {
    return [first + text];
  }
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Cuts text that is wider than a terminal and appends an ellipsis. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) {
    return text;
  }
  let cut = "";
  let used = 1;
  for (const character of text) {
    used += textWidth(character);
    if (used > width) {
      break;
    }
    cut += character;
  }
  return `${cut}…`;
}
