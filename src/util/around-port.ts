import * as limits from "./limits.ts";

/**
 * Shortens a line around a port that it names, also as part of a range, so that the quote shows what decides.
 *
 * @param length - the maximum number of UTF-16 code units, without the ellipses
 */
export function aroundPort(line: string, port: number, length: number = limits.excerpt): string {
  if (line.length <= length) {
    return line;
  }
  const place = placeOf(line, port);
  const start = Math.max(0, Math.min(place - Math.floor(length / 2), line.length - length));
  const part = line.slice(start, start + length).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
  return `${start > 0 ? "…" : ""}${part}${start + length < line.length ? "…" : ""}`;
}

/** Returns where a line names a port; 0 if it does not. */
function placeOf(line: string, port: number): number {
  const named = new RegExp(`(?<![\\d.])${port}(?![\\d.])`).exec(line);
  if (named) {
    return named.index;
  }
  for (const range of line.matchAll(/(?<![\d.])(\d+)[-:_](\d+)(?![\d.])/g)) {
    if (Number(range[1]) <= port && port <= Number(range[2])) {
      return range.index;
    }
  }
  return 0;
}
