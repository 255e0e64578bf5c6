import type { NoteCode, ParseNote } from "../net/types.ts";

/**
 * Returns what to check to determine ports.
 *
 * @param reasons - why they are undetermined
 * @param notes - the notes of the parser
 * @param isOfListeners - whether the inputs show what listens
 */
export function checkAdvice(
  reasons: readonly string[],
  notes: readonly ParseNote[],
  isOfListeners: boolean,
): string {
  const codes = new Set<NoteCode | undefined>(
    reasons.map((reason) => notes.find(({ text }) => reason.endsWith(text))?.code),
  );
  if (codes.has("translation")) {
    return "check which machine or container answers there";
  }
  if (codes.size === 1 && codes.has("setting")) {
    return "check the settings involved";
  }
  return isOfListeners
    ? "add the missing input"
    : "check the rules involved, or add the missing input";
}
