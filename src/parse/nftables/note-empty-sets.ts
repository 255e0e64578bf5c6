import { oneLine } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { NftTable } from "./ruleset.ts";

/** Notes what is assumed of sets without elements. */
export function noteEmptySets(tables: readonly NftTable[], notes: NoteList): void {
  for (const { name, chains, sets } of tables) {
    const noted = new Set<string>();
    for (const { origin, tests } of [...chains.values()].flatMap(({ rules }) => rules)) {
      for (const { values } of tests) {
        if ("set" in values && sets.get(values.set)?.length === 0 && !noted.has(values.set)) {
          noted.add(values.set);
          notes.add(
            "assumed",
            "incomplete",
            origin,
            `the set ${oneLine(values.set)} of the table ${oneLine(name)} is assumed to have no elements; nft -t leaves them out`,
          );
        }
      }
    }
  }
}
