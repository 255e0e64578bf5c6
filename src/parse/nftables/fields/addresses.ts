import { type AddressRange, addressSet } from "../../../net/address-set.ts";
import { parsePrefix } from "../../../net/network.ts";
import type { Family } from "../../../net/types.ts";
import { remembered } from "../../../util/remembered.ts";
import type { Value } from "../ruleset.ts";
import { type ApplyField, type EndOf, isEquality, readAll } from "./comparison.ts";
import { endsOf } from "./values.ts";

/** Reads the addresses of a text. */
type ReadAddresses = (text: string, family: Family) => AddressRange | undefined;

/** Returns a function that applies comparisons of the address at one end of a packet. */
export function addresses(
  endOf: EndOf,
  family: Family,
  read: ReadAddresses = readPrefix,
): ApplyField {
  // A set may have many elements, and many rules may compare with it.
  const setOf = remembered((values: readonly Value[]) => {
    const ranges = readAll(values, (value) => rangeOf(value, family, read));
    return ranges && addressSet(ranges, family);
  });
  return (comparison, builder) => {
    builder.family(family);
    if (!builder.mayMatch) {
      return;
    }
    const { values, operator, view, what } = comparison;
    const set = isEquality(comparison) && values ? setOf(values) : undefined;
    if (set) {
      builder.addresses(endOf(view), family, set, operator === "!=", what);
    } else {
      builder.holds(undefined, what);
    }
  };
}

function rangeOf(value: Value, family: Family, read: ReadAddresses): AddressRange | undefined {
  const [from, through] = (endsOf(value) ?? []).map((end) => read(end, family));
  return from && through && from.first <= through.last
    ? { first: from.first, last: through.last }
    : undefined;
}

function readPrefix(text: string, family: Family): AddressRange | undefined {
  const read = parsePrefix(text);
  if (read?.family !== family) {
    return undefined;
  }
  const first = read.address - (read.address % read.size);
  return { first, last: first + read.size - 1n };
}

/** Reads an address written as a number. */
export function readNumberAddress(text: string): AddressRange | undefined {
  const address = /^(?:0x[\da-f]+|\d+)$/i.test(text) ? BigInt(text) : undefined;
  return address === undefined ? undefined : { first: address, last: address };
}
