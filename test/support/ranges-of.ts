import type { Address, AddressRange, AddressSet } from "../../src/net/address-set.ts";

/** Returns the runs of a set, including both ends. */
export function rangesOf(set: AddressSet): readonly AddressRange[] {
  return Array.from({ length: set.length / 2 }, (_, index) => ({
    first: BigInt(set[2 * index] as Address),
    last: BigInt(set[2 * index + 1] as Address) - 1n,
  }));
}
