import * as limits from "./limits.ts";

/**
 * Shortens a line around a port that it names, also as part of a range, so that the quote shows what decides. The name
 * of a setting, such as `TCP_IN = "`, stays.
 *
 * @param length - the maximum number of UTF-16 code units, without the ellipses
 */
export function aroundPort(line: string, port: number, length: number = limits.excerpt): string {
  if (line.length <= length) {
    return line;
  }
  const head = headOf(line, length);
  const list = line.slice(head.length);
  const room = length - head.length;
  const place = placeOf(list, port);
  const start = Math.max(0, Math.min(place - Math.floor(room / 2), list.length - room));
  const part = list.slice(start, start + room).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
  return `${head}${start > 0 ? "…" : ""}${part}${start + room < list.length ? "…" : ""}`;
}

/** Returns the name of a setting up to its value, if it takes less than half of the length. */
function headOf(line: string, length: number): string {
  const [head = ""] = /^\s*[A-Za-z]\w*\s*=\s*["'{]?\s*/.exec(line) ?? [];
  return head.length * 2 < length ? head : "";
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
