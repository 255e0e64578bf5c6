import type { NoteCode, ParseNote } from "../net/types.ts";
import { groupBy } from "../util/group-by.ts";
import type { Comparison } from "./comparison.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import type { DraftFinding } from "./draft-finding.ts";
import type { FindingRuleId } from "./finding-rules.ts";
import { notesOf } from "./notes-of.ts";

/** The rules for notes of parsers, by the code of the note. */
const rulesOfNotes: ReadonlyMap<NoteCode, FindingRuleId> = new Map<NoteCode, FindingRuleId>([
  ["later-packets", "no-replies"],
  ["reply-packets", "no-replies"],
  ["shadowed", "shadowed-rule"],
  ["testing", "testing-mode"],
  ["unreached", "unreached-chain"],
]);

/** Finds faults in the rules themselves, regardless of what they open: one finding a kind. */
export function findHygiene(
  { actual, families }: Comparison,
  acceptances: readonly DatedAcceptance[],
): readonly DraftFinding[] {
  const found = notesOf(actual).flatMap((note) => {
    const rule = ruleOf(note);
    return rule ? [{ note, rule }] : [];
  });
  return [...groupBy(found, ({ rule }) => rule)]
    .filter(([rule]) => rule !== "no-neighbor-discovery" || families.includes("ipv6"))
    .map(([rule, group]) => ({
      rule,
      direction: null,
      families: rule === "no-neighbor-discovery" ? ["ipv6"] : families,
      ports: [],
      who: null,
      reasons: [...new Set(group.map(({ note }) => note.text))],
      decidedBy: group.flatMap(({ note }) => note.decidedBy ?? []),
      acceptance:
        acceptances.find((each) => each.rule === rule && each.ports === undefined) ?? null,
    }));
}

function ruleOf({ code, kind }: ParseNote): FindingRuleId | undefined {
  return code === "neighbor-discovery" && kind === "warning"
    ? "no-neighbor-discovery"
    : rulesOfNotes.get(code);
}
