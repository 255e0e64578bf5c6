import { visible } from "../../../../src/render/formats/escape/visible.ts";

/** The characters of a line that are shown; the rest is counted. */
const most = 1000;

/** A line as it is shown: tabs stay, and what a reader would not see is an escape. */
export function shownLine(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const shown = text.slice(0, most).split("\t").map(visible).join("\t");
  const more = text.length - most;
  return more > 0 ? `${shown} … ${more.toLocaleString("en")} more characters` : shown;
}
