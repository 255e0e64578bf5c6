import type { Doubt, Match, Rule } from "./model.ts";

/** Returns a rule after which it is undetermined what happens to the packets it matches: to all, by default. */
export function undeterminedRule(doubt: Doubt, match: Match = {}): Rule {
  return { match, action: { kind: "undetermined", doubt }, origin: doubt.origin };
}
