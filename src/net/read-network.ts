import { type AddressSet, addressSet } from "./address-set.ts";
import { parsePrefix } from "./network.ts";
import type { Family } from "./types.ts";

/** The addresses of a network, whose address may have bits beyond its prefix; `undefined` for what is none. */
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

/** The addresses of a network of a family; `undefined` for what is none. */
export function readAddresses(text: string, family: Family): AddressSet | undefined {
  const read = readNetwork(text);
  return read?.family === family ? read.set : undefined;
}
