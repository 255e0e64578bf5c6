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

/** Returns a part of an input on one line, shortened between characters for a message. */
export function oneLine(text: string): string {
  return shortened(onOneLine(text), limits.excerpt);
}

/** Returns a line of an input for an origin: on one line, and shortened only if it is very long. */
export function originText(text: string): string {
  return shortened(onOneLine(text), limits.originText);
}

function shortened(line: string, length: number): string {
  return line.length > length ? `${line.slice(0, length).replace(/[\uD800-\uDBFF]$/, "")}…` : line;
}
