import type { Doubt, Match, Rule } from "./model.ts";

/** Returns a rule that makes the fate of matching packets undetermined; by default, of all packets. */
export function undeterminedRule(doubt: Doubt, match: Match = {}): Rule {
  return { match, action: { kind: "undetermined", doubt }, origin: doubt.origin };
}
