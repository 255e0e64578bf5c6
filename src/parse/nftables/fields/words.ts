import type { Value } from "../ruleset.ts";
import { type Comparison, equalityOf } from "./comparison.ts";
import type { Words } from "./numbers.ts";

/** Returns a function that reads the words of a field. */
function wordIn(words: Words): (value: Value) => string | undefined {
  return (value) =>
    typeof value !== "string"
      ? undefined
      : words.has(value)
        ? value
        : [...words.keys()].find((word) => words.get(word) === Number(value));
}

/**
 * Returns whether a packet fulfils a comparison if its field has one of the given values; `undefined` if in doubt.
 *
 * @param actual - the words for the possible values
 */
export function fulfils(
  comparison: Comparison,
  words: Words,
  actual: readonly string[],
): boolean | undefined {
  const compared = equalityOf(comparison, wordIn(words));
  return compared && compared.values.some((word) => actual.includes(word)) !== compared.negated;
}
