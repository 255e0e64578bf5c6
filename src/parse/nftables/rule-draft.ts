import type { Rate } from "./rates.ts";
import type { Outcome, PlacedEffect, Test } from "./ruleset.ts";

/** A rule that is being read. */
export interface RuleDraft {
  readonly tests: Test[];
  readonly writes: string[];
  readonly effects: PlacedEffect[];
  readonly rates: Rate[];
  readonly unclear: string[];
  outcome: Outcome;
}

/** Returns a rule of which nothing was read. */
export function emptyDraft(): RuleDraft {
  return {
    tests: [],
    writes: [],
    effects: [],
    rates: [],
    unclear: [],
    outcome: { kind: "none" },
  };
}
