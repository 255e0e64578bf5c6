import { type AddressSet, addressSet } from "../policy/address-set.ts";
import { type Family, parsePrefix } from "../policy/network.ts";

/** The addresses of a network of a family; `undefined` for what is none. */
export function readAddresses(text: string, family: Family): AddressSet | undefined {
  const read = parsePrefix(text);
  if (read?.family !== family) {
    return undefined;
  }
  const first = read.address - (read.address % read.size);
  return addressSet([{ first, last: first + read.size - 1n }]);
}
