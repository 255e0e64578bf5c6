import fc from "fast-check";
import { expect, test } from "vitest";
import { type Exposure, InvalidConfigurationError } from "../../src/index.ts";
import type { Origin } from "../../src/net/types.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { mutated } from "./mutate.ts";

/** The number of inputs for each parser. */
const cases = 100_000;

/**
 * Passes mutated inputs to a parser: each returns a well-formed exposure or throws the documented error.
 *
 * @param seeds - configurations, short ones
 * @param words - words that have a meaning in the configurations
 * @param inputsOf - splits a text into the inputs of the parser
 */
export function fuzz(
  parse: (inputs: readonly string[]) => Exposure,
  seeds: readonly string[],
  words: readonly string[],
  inputsOf: (text: string) => readonly string[] = (text) => [text],
): void {
  test(`returns an exposure or the documented error for ${cases} mutated inputs`, () => {
    let read = 0;
    let refused = 0;
    fc.assert(
      fc.property(mutated(seeds, words), (text) => {
        try {
          const inputs = inputsOf(text);
          check(parse(inputs), inputs);
          read++;
        } catch (error) {
          if (!(error instanceof InvalidConfigurationError)) throw error;
          refused++;
        }
      }),
      { numRuns: cases, seed: 126 },
    );
    expect(read + refused).toBe(cases);
    // Both outcomes must occur: otherwise the inputs would prove nothing.
    expect(read).toBeGreaterThan(cases / 50);
    expect(refused).toBeGreaterThan(cases / 100);
  });
}

function check(exposure: Exposure, inputs: readonly string[]): void {
  checkPolicy(exposure);
  const isWithin = ({ input, line }: Pick<Origin, "input" | "line">) => {
    const text = inputs[input];
    return text !== undefined && (line === null || (line >= 1 && line <= text.split("\n").length));
  };
  if (!exposure.notes.every(isWithin)) {
    throw new Error("a note is about a line beyond the inputs");
  }
  for (const { decidedBy } of [...exposure.rules, ...exposure.undetermined]) {
    if (decidedBy && !isWithin(decidedBy)) {
      throw new Error("something was decided on a line beyond the inputs");
    }
  }
  for (const { ports, reasons } of exposure.undetermined) {
    if (reasons.length === 0 || ports.from > ports.through) {
      throw new Error("what is undetermined has no reason, or no ports");
    }
  }
}
