import { visible } from "../../../../src/render/formats/escape/visible.ts";

/** The maximum number of characters shown per line; the rest is counted. */
const most = 1000;

/** A line as shown: tabs stay, invisible characters become escapes. */
export function shownLine(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const shown = text.slice(0, most).split("\t").map(visible).join("\t");
  const more = text.length - most;
  return more > 0 ? `${shown} … ${more.toLocaleString("en")} more characters` : shown;
}
