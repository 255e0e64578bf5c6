import type { ParseNote } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";

/** Returns the notes of an exposure; a policy has none. */
export function notesOf(actual: PolicyOrExposure): readonly ParseNote[] {
  return "notes" in actual ? actual.notes : [];
}
