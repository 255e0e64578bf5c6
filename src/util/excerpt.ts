import * as limits from "./limits.ts";

/** Quotes a part of an input for a message: on one line, shortened. */
export function excerpt(text: string): string {
  return JSON.stringify(oneLine(text));
}

/** Returns a part of an input on one line, shortened. */
export function oneLine(text: string): string {
  const line = text.trim().replace(/[\s\p{Cc}]+/gu, " ");
  return line.length > limits.excerpt ? `${line.slice(0, limits.excerpt)}…` : line;
}
