import type { Doubt, Match, Rule } from "./model.ts";

/** A rule of which it is not known what it does with the connections that fit; all, where nothing is said. */
export function unknownRule(doubt: Doubt, match: Match = {}): Rule {
  return { match, action: { kind: "unknown", doubt } };
}
