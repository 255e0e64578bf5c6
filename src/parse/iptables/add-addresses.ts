import { type AddressSet, addressSet } from "../../net/address-set.ts";
import { parsePrefix } from "../../net/network.ts";
import { readAddresses } from "../../net/read-network.ts";
import type { Family } from "../../net/types.ts";
import type { AddOption } from "./option-use.ts";

/** Returns what puts the addresses of one end of a packet on a match: a network, or a range. */
export function addAddresses(end: "source" | "destination"): AddOption {
  return ({ value, negated, what }, { family, builder }) => {
    const set = readNetworkOrRange(value, family);
    if (set) {
      builder.addresses(end, family, set, negated, what);
    } else {
      builder.holds(undefined, what);
    }
  };
}

/** Reads a network, or a range with both ends; `undefined` if it is neither. */
function readNetworkOrRange(text: string, family: Family): AddressSet | undefined {
  const ends = text.split("-");
  if (ends.length === 1) {
    return readAddresses(text, family);
  }
  const [first, last] = ends.map(parsePrefix);
  return ends.length === 2 &&
    first?.family === family &&
    last?.family === family &&
    first.size === 1n &&
    last.size === 1n &&
    first.address <= last.address
    ? addressSet([{ first: first.address, last: last.address }])
    : undefined;
}
