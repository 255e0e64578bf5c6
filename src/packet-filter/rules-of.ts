import type { Family } from "../net/types.ts";
import type { BaseChain, Chain, MissingChain, Rule } from "./model.ts";

/** Returns the rules of base chains that see a family, and of the chains they jump to. */
export function rulesOf(bases: readonly BaseChain[], family: Family): readonly Rule[] {
  const chains = new Set<Chain>(bases.filter((base) => (base.family ?? family) === family));
  const rules: Rule[] = [];
  // The set grows during iteration.
  for (const chain of chains) {
    for (const rule of chain.rules) {
      rules.push(rule);
      if ("chain" in rule.action && isGiven(rule.action.chain)) {
        chains.add(rule.action.chain);
      }
    }
  }
  return rules;
}

/** Returns whether a chain is in the input. */
export function isGiven(chain: Chain | MissingChain): chain is Chain {
  return "rules" in chain;
}
