import type { ParseNote } from "../net/types.ts";
import { notesOf } from "./notes-of.ts";
import type { FirewallAudit } from "./types.ts";

/** Returns the parser's notes that appear in no finding and no gap. */
export function otherNotes({
  actual,
  findings,
  accepted,
  gaps,
}: FirewallAudit): readonly ParseNote[] {
  const said = [
    ...gaps.map(({ text }) => text),
    ...[...findings, ...accepted].flatMap(({ reasons }) => reasons),
  ];
  return notesOf(actual).filter(({ text }) => !said.some((each) => each.endsWith(text)));
}
