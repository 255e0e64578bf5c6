import { type AddressSet, intersect } from "../net/address-set.ts";
import type { Origin } from "../net/types.ts";
import type { Rule } from "./model.ts";

/**
 * Returns what tells which of several lines, put together to one rule, is about a remote address: the first that has it.
 *
 * @param addressesOf - the remote addresses of a line
 */
export function statedBy<T extends { readonly origin: Origin }>(
  lines: readonly T[],
  addressesOf: (line: T) => AddressSet,
): Rule["statedBy"] {
  return (remote) => lines.find((line) => intersect(addressesOf(line), remote).length > 0)?.origin;
}
