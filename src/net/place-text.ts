import type { Origin } from "./types.ts";

/** Returns the place in an input as text; empty for an input without lines. */
export function placeText({ input, line }: Pick<Origin, "input" | "line">): string {
  return [
    ...(input > 0 ? [`input ${input + 1}`] : []),
    ...(line === null ? [] : [`line ${line}`]),
  ].join(", ");
}
