import { oneLine } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { NftChain, NftRule, NftTable } from "./ruleset.ts";

/** Notes the chains with rules that no rule leads to, unless there are rules that are not understood. */
export function noteUnreachedChains(tables: readonly NftTable[], notes: NoteList): void {
  for (const table of tables) {
    const chains = [...table.chains.values()];
    const isClear = chains.every(({ rules }) =>
      rules.every(({ outcome }) => outcome.kind !== "undetermined" || outcome.code !== "action"),
    );
    const reached = isClear ? reachedChains(table) : new Set(chains);
    for (const chain of chains) {
      const [first] = chain.rules;
      if (first && !reached.has(chain)) {
        notes.add(
          "ignored",
          "unused",
          first.origin,
          `the chain ${oneLine(chain.name)} is never reached: no rule leads to it`,
        );
      }
    }
  }
}

function reachedChains(table: NftTable): ReadonlySet<NftChain> {
  const reached = new Set([...table.chains.values()].filter(({ base }) => base !== undefined));
  // The set grows while it is iterated.
  for (const { rules } of reached) {
    for (const name of rules.flatMap((rule) => targetsOf(rule, table))) {
      const chain = table.chains.get(name);
      if (chain) {
        reached.add(chain);
      }
    }
  }
  return reached;
}

/** The names of the chains that a rule leads to. */
function targetsOf({ outcome }: NftRule, { maps }: NftTable): readonly string[] {
  if (outcome.kind !== "map") {
    return "chain" in outcome ? [outcome.chain] : [];
  }
  const entries = "map" in outcome ? maps.get(outcome.map) : outcome.entries;
  return (entries ?? []).flatMap((entry) =>
    "chain" in entry.outcome ? [entry.outcome.chain] : [],
  );
}
