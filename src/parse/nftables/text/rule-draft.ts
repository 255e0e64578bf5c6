import type { Rate } from "../rates.ts";
import type { Outcome, PlacedEffect, Test } from "../ruleset.ts";
import type { TokenReader } from "./token-reader.ts";

/** A rule that is being read. */
export interface RuleDraft {
  readonly tests: Test[];
  readonly writes: string[];
  readonly effects: PlacedEffect[];
  readonly rates: Rate[];
  readonly unclear: string[];
  outcome: Outcome;
}

/**
 * How a statement was read: to its end, or not understood, as a condition or at all. What a rule does when a
 * condition holds that is not understood is still told by its verdict.
 */
export type Reading = "read" | "unclear condition" | "unclear";

/** Reads a statement, of which nothing was taken. */
export type ReadStatement = (tokens: TokenReader, draft: RuleDraft) => Reading;
