import stringWidth from "fast-string-width";

/** Returns the width of text in terminal columns. */
export function textWidth(text: string): number {
  return /[^ -~]/.test(text) ? stringWidth(text) : text.length;
}
