import type { PlacedEffect, StateEffect } from "./ruleset.ts";

/** The parts of a rule being read that determine when an effect applies. */
interface Draft {
  readonly tests: readonly unknown[];
  readonly rates: readonly unknown[];
  readonly unclear: readonly unknown[];
  readonly effects: PlacedEffect[];
}

/** Adds the effect of a statement on packet state. */
export function addEffect({ tests, rates, unclear, effects }: Draft, effect: StateEffect): void {
  const before = { tests: tests.length, rates: rates.length, unclear: unclear.length };
  effects.push({ ...effect, before });
}
