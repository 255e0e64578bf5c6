import { oneLine } from "../../util/excerpt.ts";
import { groupBy } from "../../util/group-by.ts";
import type { NoteList } from "../notes.ts";
import type { NftRule, NftTable } from "./ruleset.ts";

/** Notes sets that are assumed to be empty. */
export function noteEmptySets(tables: readonly NftTable[], notes: NoteList): void {
  const all = tables.flatMap(({ sets, maps }) => [...sets.values(), ...maps.values()]);
  if (all.some((elements) => elements !== undefined && elements.length > 0)) {
    // nft -t omits all elements or none.
    return;
  }
  for (const { name, chains, sets } of tables) {
    const uses = [...chains.values()]
      .flatMap((chain) => chain.rules)
      .flatMap((rule) => setsOf(rule).map((set) => ({ set, rule })))
      .filter(({ set }) => sets.get(set)?.length === 0);
    for (const [set, users] of groupBy(uses, (use) => use.set)) {
      notes.add(
        "assumed",
        users.every(({ rule }) => drops(rule)) ? "elsewhere" : "incomplete",
        users[0].rule.origin,
        `set ${oneLine(set)} of table ${oneLine(name)} is assumed to be empty; nft -t omits elements`,
      );
    }
  }
}

/** Returns the sets that a rule names. */
function setsOf({ tests }: NftRule): readonly string[] {
  return tests.flatMap(({ values }) => ("set" in values ? [values.set] : []));
}

/** Returns whether a rule only drops members of sets: such members are banned, which leaves ports open. */
function drops({ outcome, tests }: NftRule): boolean {
  return outcome.kind === "drop" && tests.every(({ operator }) => operator === "==");
}
