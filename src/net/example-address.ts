import { type AddressSet, firstOf, intersect } from "./address-set.ts";
import { addressesOf } from "./network-list.ts";
import type { Family } from "./types.ts";

/** Documentation addresses, which no machine has (RFC 5737, RFC 3849), as examples. */
const examples: Readonly<Record<Family, AddressSet>> = {
  ipv4: addressesOf(["198.51.100.1"], "ipv4"),
  ipv6: addressesOf(["2001:db8::1"], "ipv6"),
};

/** Returns an example of some addresses, as a set of one. */
export function exampleAddress(addresses: AddressSet, family: Family): AddressSet {
  const example = intersect(addresses, examples[family]);
  return example.length > 0 ? example : firstOf(addresses);
}
