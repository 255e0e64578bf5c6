import type { Budget } from "./budget.ts";
import { mayMatch, type PortConnections } from "./may-match.ts";
import type { BaseChain, Chain, Rule } from "./model.ts";
import { isGiven } from "./rules-of.ts";

/**
 * Finds the first rule of a base chain that may accept connections, by itself or by where it leads to; `null` if none
 * may, and only the policy does.
 *
 * @throws {@link InvalidConfigurationError} for rules that take too much work
 */
export function firstAcceptance(
  base: BaseChain,
  connections: PortConnections,
  budget: Budget,
): Rule | null {
  const seen = new Set<Chain>();
  const accepts = (chain: Chain, isBase: boolean): Rule | undefined => {
    seen.add(chain);
    return chain.rules.find(({ match, action }) => {
      budget.spend(1);
      if (!mayMatch(match, connections)) {
        return false;
      }
      const leavesBase = isBase && (action.kind === "return" || action.kind === "goto");
      return (
        action.kind === "accept" ||
        (leavesBase && base.policy === "accept") ||
        ("chain" in action &&
          isGiven(action.chain) &&
          !seen.has(action.chain) &&
          accepts(action.chain, false) !== undefined)
      );
    });
  };
  return accepts(base, true) ?? null;
}
