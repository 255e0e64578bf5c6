import type { PlanChange } from "../../audit/types.ts";
import type { PlacedRules } from "./placed-rules.ts";

/**
 * Returns the prefix of the comments of all rules of a plan. It is the same only for the same rules at the same places,
 * so the commands use it to find rules that already exist.
 */
export function planTag(rules: ReadonlyMap<PlanChange, readonly PlacedRules[]>): string {
  const changes = [...rules].map(([{ action, direction, protocol, who }, places]) => [
    ...[action, direction, protocol, who.sources, who.except],
    places,
  ]);
  let hash = 0x811c9dc5;
  // 32-bit FNV-1a.
  for (const character of JSON.stringify(changes)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return `cpanel-ports-${(hash >>> 0).toString(16).padStart(8, "0")}`;
}
