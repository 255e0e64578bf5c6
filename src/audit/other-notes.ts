import { familyNames } from "../net/family-names.ts";
import { allFamilies } from "../net/remote-addresses.ts";
import type { ParseNote } from "../net/types.ts";
import { notesOf } from "./notes-of.ts";
import type { FirewallAudit } from "./types.ts";

/** Returns the parser's notes that appear in no finding and no gap, except those on families that were not asked for. */
export function otherNotes({
  actual,
  findings,
  accepted,
  gaps,
  scope,
}: FirewallAudit): readonly ParseNote[] {
  const said = [
    ...gaps.map(({ text }) => text),
    ...[...findings, ...accepted].flatMap(({ reasons }) => reasons),
  ];
  const others = allFamilies.filter((family) => !scope.families.includes(family));
  const isOfOthers = ({ code, text }: ParseNote) =>
    (code === "family" || code === "not-examined") &&
    others.some((family) => text.includes(familyNames[family]));
  return notesOf(actual).filter(
    (note) => !isOfOthers(note) && !said.some((each) => each.endsWith(note.text)),
  );
}
