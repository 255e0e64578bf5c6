import { isBase } from "./base-chains.ts";
import type { Table } from "./ruleset.ts";

/**
 * Returns whether a table is complete, so that chains it does not declare have no other rules. A listing may be cut
 * off. A table that declares chains but no base chain is meant for `iptables-restore --noflush`.
 */
export function isWhole({ form, chains }: Table): boolean {
  const declared = [...chains.values()].filter(({ isDeclared }) => isDeclared);
  return (
    form === "script" ||
    (form === "restore" && (declared.length === 0 ? chains.size > 0 : declared.some(isBase)))
  );
}
