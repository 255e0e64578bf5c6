import type { NftRule, NftTable } from "./ruleset.ts";

/**
 * Returns whether a rule can only drop the packets it matches, itself or in a chain that drops, counts and returns
 * packets without further jumps.
 */
export function onlyDrops({ outcome, effects }: NftRule, { chains }: NftTable): boolean {
  if (effects.length > 0) {
    return false;
  }
  if (outcome.kind !== "jump" && outcome.kind !== "goto") {
    return outcome.kind === "drop";
  }
  return (
    chains
      .get(outcome.chain)
      ?.rules.every(
        (rule) =>
          rule.effects.length === 0 && ["drop", "none", "return"].includes(rule.outcome.kind),
      ) ?? false
  );
}
