import type { PlanChange } from "../../audit/types.ts";
import type { PlacedRules } from "./placed-rules.ts";

/**
 * Returns what the comments of all rules of a plan begin with: the same for the same rules at the same places only. By
 * them, its commands find which rules are there already.
 */
export function planTag(rules: ReadonlyMap<PlanChange, readonly PlacedRules[]>): string {
  const changes = [...rules].map(([{ action, direction, protocol, who }, places]) => [
    ...[action, direction, protocol, who.sources, who.except],
    places,
  ]);
  let hash = 0x811c9dc5;
  // FNV-1a, of 32 bits.
  for (const character of JSON.stringify(changes)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return `cpanel-ports-${(hash >>> 0).toString(16).padStart(8, "0")}`;
}
