import { type AddressSet, addressSet } from "./address-set.ts";
import { parsePrefix } from "./network.ts";
import type { Family } from "./types.ts";

/** Returns the addresses of a network, which may have host bits; `undefined` if malformed. */
export function readNetwork(
  text: string,
): { readonly family: Family; readonly set: AddressSet } | undefined {
  const read = parsePrefix(text);
  if (read === undefined) {
    return undefined;
  }
  const first = read.address - (read.address % read.size);
  return {
    family: read.family,
    set: addressSet([{ first, last: first + read.size - 1n }], read.family),
  };
}

/** Returns the addresses of a network of a family; `undefined` if malformed or of the other family. */
export function readAddresses(text: string, family: Family): AddressSet | undefined {
  const read = readNetwork(text);
  return read?.family === family ? read.set : undefined;
}
