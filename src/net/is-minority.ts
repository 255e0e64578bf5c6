import { type AddressSet, allAddresses, subtract } from "./address-set.ts";
import { isMostOf } from "./is-most-of.ts";
import type { Family } from "./types.ts";

/** Returns whether addresses are less than half of their family. */
export function isMinority(addresses: AddressSet, family: Family): boolean {
  const all = allAddresses[family];
  return isMostOf(subtract(all, addresses), all);
}
