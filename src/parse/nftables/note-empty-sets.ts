import { oneLine } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { NftRule, NftTable } from "./ruleset.ts";

/** Notes what is assumed of sets without elements. */
export function noteEmptySets(tables: readonly NftTable[], notes: NoteList): void {
  const all = tables.flatMap(({ sets, maps }) => [...sets.values(), ...maps.values()]);
  if (all.some((elements) => elements !== undefined && elements.length > 0)) {
    // nft -t leaves out all elements, or none.
    return;
  }
  for (const { name, chains, sets } of tables) {
    const noted = new Set<string>();
    const rules = [...chains.values()].flatMap((chain) => chain.rules);
    for (const rule of rules) {
      for (const { values } of rule.tests) {
        if ("set" in values && sets.get(values.set)?.length === 0 && !noted.has(values.set)) {
          noted.add(values.set);
          notes.add(
            "assumed",
            rules.every((each) => drops(each) || !uses(each, values.set))
              ? "elsewhere"
              : "incomplete",
            rule.origin,
            `the set ${oneLine(values.set)} of the table ${oneLine(name)} is assumed to have no elements; nft -t leaves them out`,
          );
        }
      }
    }
  }
}

function uses({ tests }: NftRule, set: string): boolean {
  return tests.some(({ values }) => "set" in values && values.set === set);
}

/** Tells whether a rule only stops packets: those in a set are bans, which leave ports open. */
function drops({ outcome, tests }: NftRule): boolean {
  return outcome.kind === "drop" && tests.every(({ operator }) => operator === "==");
}
