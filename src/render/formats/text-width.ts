import stringWidth from "fast-string-width";

/** Returns how many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  return /[^ -~]/.test(text) ? stringWidth(text) : text.length;
}
