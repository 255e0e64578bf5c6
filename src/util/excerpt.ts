import * as limits from "./limits.ts";

/** Quotes a part of an input for a message: on one line, shortened. */
export function excerpt(text: string): string {
  return JSON.stringify(oneLine(text));
}

/** Returns a part of an input on one line. */
export function onOneLine(text: string): string {
  const trimmed = text.trim();
  // Most lines need no change, and share the memory of the input.
  return /\s\s|[^\S ]|\p{Cc}/u.test(trimmed) ? trimmed.replace(/[\s\p{Cc}]+/gu, " ") : trimmed;
}

/** Returns a part of an input on one line, shortened between characters. */
export function oneLine(text: string): string {
  const line = onOneLine(text);
  return line.length > limits.excerpt
    ? `${line.slice(0, limits.excerpt).replace(/[\uD800-\uDBFF]$/, "")}…`
    : line;
}
