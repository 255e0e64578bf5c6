import { type AddressSet, countAddresses } from "./address-set.ts";

/** Returns whether a set has more than half as many addresses as another. */
export function isMostOf(part: AddressSet, whole: AddressSet): boolean {
  return countAddresses(part) * 2n > countAddresses(whole);
}
