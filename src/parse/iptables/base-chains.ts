import type { Direction } from "../../net/types.ts";

/** The place of a base chain. */
export interface BaseChainPlace {
  readonly table: string;
  readonly chain: string;
}

/**
 * The base chains that packets meet on their way, in the order in which the kernel calls them. After a
 * packet was accepted in one, it meets the next.
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

/** The tables of the kernel. */
export const tableNames: readonly string[] = ["filter", "mangle", "nat", "raw", "security"];

/** The base chains of the table `filter`, which is the one that `iptables -S` lists by default. */
export const filterChains: readonly string[] = ["INPUT", "FORWARD", "OUTPUT"];

/** Tells whether a chain is one in which the kernel begins. */
export function isBase({
  name,
  table,
}: {
  readonly name: string;
  readonly table: { readonly name: string };
}): boolean {
  return allBases.some((base) => base.table === table.name && base.chain === name);
}

/** All base chains, and those for packets that the server only forwards or translates. */
const allBases: readonly BaseChainPlace[] = [
  ...baseChains.inbound,
  ...baseChains.outbound,
  ...["filter", "mangle", "security"].map((table) => ({ table, chain: "FORWARD" })),
  { table: "nat", chain: "INPUT" },
  { table: "nat", chain: "POSTROUTING" },
];
