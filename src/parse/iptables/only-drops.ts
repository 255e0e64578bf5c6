import type { Rule, Table } from "./ruleset.ts";
import { nonTerminatingTargets } from "./targets.ts";
import { findByWord, unquote } from "./words.ts";

const drops: readonly string[] = ["DROP", "REJECT"];
const keeps: readonly string[] = [...nonTerminatingTargets, "RETURN"];

/**
 * Returns whether a rule can only drop the packets it matches, itself or in a chain that drops, logs and returns
 * packets without further jumps.
 */
export function onlyDrops({ target }: Rule, { chains }: Table): boolean {
  if (target === undefined) {
    return false;
  }
  const chain = findByWord(chains, target.word);
  return chain
    ? chain.isDeclared && chain.rules.every((rule) => isAmong([...drops, ...keeps], rule, chains))
    : isAmong(drops, { target }, chains);
}

function isAmong(
  targets: readonly string[],
  { target }: Pick<Rule, "target">,
  chains: Table["chains"],
): boolean {
  return (
    target === undefined ||
    (findByWord(chains, target.word) === undefined && targets.includes(unquote(target.word)))
  );
}
