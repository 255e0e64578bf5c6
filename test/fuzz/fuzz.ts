import fc from "fast-check";
import { expect, test } from "vitest";
import { type Exposure, InvalidConfigurationError } from "../../src/index.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { mutated } from "./mutate.ts";

/** The number of inputs that each parser gets. */
const cases = 100_000;

/**
 * Puts changed inputs to a parser: each ends in a well-formed exposure, or in the error that is promised.
 *
 * @param seeds - configurations, short ones
 * @param words - words with a meaning in them
 */
export function fuzz(
  parse: (text: string) => Exposure,
  seeds: readonly string[],
  words: readonly string[],
): void {
  test(`${cases} changed inputs end in an exposure or in the error that is promised`, () => {
    let read = 0;
    let refused = 0;
    fc.assert(
      fc.property(mutated(seeds, words), (text) => {
        try {
          check(parse(text), text);
          read++;
        } catch (error) {
          if (!(error instanceof InvalidConfigurationError)) throw error;
          refused++;
        }
      }),
      { numRuns: cases, seed: 126 },
    );
    expect(read + refused).toBe(cases);
    // Neither may be all that there is: then the texts would prove nothing.
    expect(read).toBeGreaterThan(cases / 50);
    expect(refused).toBeGreaterThan(cases / 100);
  });
}

function check(exposure: Exposure, text: string): void {
  checkPolicy(exposure);
  const lines = text.split("\n").length;
  const isWithin = (line: number | null) => line === null || (line >= 1 && line <= lines);
  if (!exposure.notes.every(({ line }) => isWithin(line))) {
    throw new Error(`a note is about a line beyond the ${lines} lines`);
  }
  for (const { decidedBy } of [...exposure.rules, ...exposure.undetermined]) {
    if (decidedBy && !(decidedBy.input === 0 && isWithin(decidedBy.line))) {
      throw new Error(`something was decided on a line beyond the ${lines} lines`);
    }
  }
  for (const { ports, reasons } of exposure.undetermined) {
    if (reasons.length === 0 || ports.from > ports.through) {
      throw new Error("what is undetermined has no reason, or no ports");
    }
  }
}
