import { isBase } from "./base-chains.ts";
import type { Table } from "./ruleset.ts";

/**
 * Tells whether a table is all that there is of it, so that a chain it does not declare has no other rules. A
 * listing may be cut. What declares chains and none of the base chains is for `iptables-restore --noflush`.
 */
export function isWhole({ form, chains }: Table): boolean {
  const declared = [...chains.values()].filter(({ isDeclared }) => isDeclared);
  return (
    form === "script" ||
    (form === "restore" && (declared.length === 0 ? chains.size > 0 : declared.some(isBase)))
  );
}
