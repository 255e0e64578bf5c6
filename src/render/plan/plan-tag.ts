import type { FirewallPlan } from "../../audit/types.ts";

/**
 * Returns what the comments of all rules of a plan begin with: the same for the same plan only. By them, its commands
 * find which rules are there already.
 */
export function planTag({ changes, actual }: FirewallPlan): string {
  let hash = 0x811c9dc5;
  // FNV-1a, of 32 bits.
  for (const character of JSON.stringify([changes, actual])) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return `cpanel-ports-${(hash >>> 0).toString(16).padStart(8, "0")}`;
}
