import type { Direction } from "../../net/types.ts";

/** The place of a base chain. */
export interface BaseChainPlace {
  readonly table: string;
  readonly chain: string;
}

/**
 * The base chains that packets traverse, in the order the kernel calls them. A packet accepted in one continues to
 * the next.
 */
export const baseChains: Readonly<Record<Direction, readonly BaseChainPlace[]>> = {
  inbound: [
    { table: "raw", chain: "PREROUTING" },
    { table: "mangle", chain: "PREROUTING" },
    { table: "nat", chain: "PREROUTING" },
    { table: "mangle", chain: "INPUT" },
    { table: "filter", chain: "INPUT" },
    { table: "security", chain: "INPUT" },
  ],
  outbound: [
    { table: "raw", chain: "OUTPUT" },
    { table: "mangle", chain: "OUTPUT" },
    { table: "nat", chain: "OUTPUT" },
    { table: "filter", chain: "OUTPUT" },
    { table: "security", chain: "OUTPUT" },
    { table: "mangle", chain: "POSTROUTING" },
  ],
};

export const tableNames: readonly string[] = ["filter", "mangle", "nat", "raw", "security"];

/** The base chains of table `filter`, the default table of `iptables -S`. */
export const filterChains: readonly string[] = ["INPUT", "FORWARD", "OUTPUT"];

/** Returns whether a chain is a base chain. */
export function isBase({
  name,
  table,
}: {
  readonly name: string;
  readonly table: { readonly name: string };
}): boolean {
  return allBases.some((base) => base.table === table.name && base.chain === name);
}

/** All base chains, including those for packets the server only forwards or translates. */
const allBases: readonly BaseChainPlace[] = [
  ...baseChains.inbound,
  ...baseChains.outbound,
  ...["filter", "mangle", "security"].map((table) => ({ table, chain: "FORWARD" })),
  { table: "nat", chain: "INPUT" },
  { table: "nat", chain: "POSTROUTING" },
];
