import type { PlacedEffect, StateEffect } from "./ruleset.ts";

/** The parts of a rule that is being read which tell when it does something to packets. */
interface Draft {
  readonly tests: readonly unknown[];
  readonly rates: readonly unknown[];
  readonly unclear: readonly unknown[];
  readonly effects: PlacedEffect[];
}

/** Adds what a statement does to the state of packets. */
export function addEffect({ tests, rates, unclear, effects }: Draft, effect: StateEffect): void {
  const before = { tests: tests.length, rates: rates.length, unclear: unclear.length };
  effects.push({ ...effect, before });
}
