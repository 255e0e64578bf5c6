import { oneLine } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { NftChain, NftTable, Outcome } from "./ruleset.ts";

/** Notes non-empty chains that no rule reaches, unless there are unsupported rules. */
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
        notes.addAbout(
          "ignored",
          "unreached",
          [first.origin],
          `chain ${oneLine(chain.name)} is never reached from a base chain`,
        );
      }
    }
  }
}

function reachedChains(table: NftTable): ReadonlySet<NftChain> {
  const reached = new Set([...table.chains.values()].filter(({ base }) => base !== undefined));
  const reach = (outcome: Outcome) => {
    const chain = "chain" in outcome ? table.chains.get(outcome.chain) : undefined;
    if (chain) {
      reached.add(chain);
    }
  };
  const followed = new Set<string>();
  // The set grows while it is iterated.
  for (const { rules } of reached) {
    for (const { outcome } of rules) {
      if (outcome.kind !== "map") {
        reach(outcome);
      } else if (!("map" in outcome)) {
        outcome.entries.forEach((entry) => {
          reach(entry.outcome);
        });
      } else if (!followed.has(outcome.map)) {
        followed.add(outcome.map);
        table.maps.get(outcome.map)?.forEach((entry) => {
          reach(entry.outcome);
        });
      }
    }
  }
  return reached;
}
