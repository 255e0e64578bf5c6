import type { ParseNote } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";

/** Returns the notes of an exposure; none for a policy. */
export function notesOf(actual: PolicyOrExposure): readonly ParseNote[] {
  return "notes" in actual ? actual.notes : [];
}
