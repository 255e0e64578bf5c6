import type { StateEffect, Test } from "./ruleset.ts";

/** The parts of a rule that is being read which tell when it does something to packets. */
interface Draft {
  readonly tests: readonly Test[];
  readonly effects: StateEffect[];
  testsBefore: number;
}

/** Adds what a statement does to the state of packets. */
export function addEffect(draft: Draft, effect: StateEffect): void {
  draft.testsBefore = draft.effects.length === 0 ? draft.tests.length : draft.testsBefore;
  draft.effects.push(effect);
}
