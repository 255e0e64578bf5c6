import { type AddressSet, intersect } from "../net/address-set.ts";
import type { Origin } from "../net/types.ts";
import type { Rule } from "./model.ts";

/**
 * Returns a function that finds which of the lines combined into one rule applies to a remote address: the
 * first that contains it.
 *
 * @param addressesOf - the remote addresses of a line
 */
export function statedBy<T extends { readonly origin: Origin }>(
  lines: readonly T[],
  addressesOf: (line: T) => AddressSet,
): Rule["statedBy"] {
  return (remote) => lines.find((line) => intersect(addressesOf(line), remote).length > 0)?.origin;
}
