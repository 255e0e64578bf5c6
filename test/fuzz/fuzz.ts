import fc from "fast-check";
import { expect, test } from "vitest";
import { InvalidConfigurationError } from "../../src/index.ts";
import type { ParsedFirewall } from "../../src/parse/index.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { mutated } from "./mutate.ts";

/** So many texts are put to each parser. */
const cases = 100_000;

/**
 * Puts changed texts to a parser: each ends in a policy that is one, or in the error that is promised.
 *
 * @param seeds - configurations, short ones
 * @param words - words with a meaning in them
 */
export function fuzz(
  parse: (text: string) => ParsedFirewall,
  seeds: readonly string[],
  words: readonly string[],
): void {
  test(`${cases} changed texts end in a policy or in the error that is promised`, () => {
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

function check({ policy, notes }: ParsedFirewall, text: string): void {
  checkPolicy(policy);
  const lines = text.split("\n").length;
  for (const { line } of notes) {
    if (line !== null && (line < 1 || line > lines)) {
      throw new Error(`a note is about line ${line} of ${lines}`);
    }
  }
  for (const { ports, because } of policy.unknown) {
    if (because.length === 0 || ports.from > ports.through) {
      throw new Error("what is unknown has no reason, or no ports");
    }
  }
}
