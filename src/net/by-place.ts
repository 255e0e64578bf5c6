import type { Origin } from "./types.ts";

/** Compares places by input, then by line. */
export function byPlace(
  a: Pick<Origin, "input" | "line">,
  b: Pick<Origin, "input" | "line">,
): number {
  return a.input - b.input || (a.line ?? 0) - (b.line ?? 0);
}
