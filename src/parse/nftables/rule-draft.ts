import type { Rate } from "./rates.ts";
import type { Outcome, PlacedEffect, Test } from "./ruleset.ts";

/** A rule being read. */
export interface RuleDraft {
  readonly tests: Test[];
  readonly writes: string[];
  readonly effects: PlacedEffect[];
  readonly rates: Rate[];
  readonly unclear: string[];
  outcome: Outcome;
}

/** Returns an empty draft. */
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
