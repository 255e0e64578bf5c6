import type { RuleDraft } from "../rule-draft.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * How a statement was read: completely, or as unsupported, either as a condition or as a whole. After an unsupported
 * condition, the rule's verdict still applies.
 */
export type Reading = "read" | "unclear condition" | "unclear";

/** Reads a statement from its first token. */
export type ReadStatement = (tokens: TokenReader, draft: RuleDraft) => Reading;
