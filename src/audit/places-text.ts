import { groupBy } from "../util/group-by.ts";
import { listText } from "./list-text.ts";
import type { Place } from "./reasons-and-places.ts";

/** The maximum number of lines to name for each input; the rest are counted. */
const namedLines = 3;

/** Names the deciding places: `csf.conf, lines 4 and 9`. */
export function placesText(places: readonly Place[], inputs: readonly string[]): string {
  return [...groupBy(places, ({ input }) => input)]
    .map(([input, group]) => {
      const lines = [...new Set(group.flatMap(({ line }) => (line === null ? [] : [line])))];
      return [
        inputName(input, inputs),
        ...(lines.length > 0
          ? [`line${lines.length > 1 ? "s" : ""} ${listText(lines.map(String), namedLines)}`]
          : []),
      ].join(", ");
    })
    .join("; ");
}

/** Returns the name of an input, or its number if it has no name. */
export function inputName(input: number, inputs: readonly string[]): string {
  return inputs[input] ?? `input ${input + 1}`;
}
