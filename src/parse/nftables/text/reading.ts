import type { RuleDraft } from "../rule-draft.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * How a statement was read: to its end, or not understood, as a condition or at all. What a rule does when a
 * condition holds that is not understood is still told by its verdict.
 */
export type Reading = "read" | "unclear condition" | "unclear";

/** Reads a statement, of which nothing was taken. */
export type ReadStatement = (tokens: TokenReader, draft: RuleDraft) => Reading;
