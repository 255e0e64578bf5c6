import { allFamilies } from "../../../net/remote-addresses.ts";
import type { Family } from "../../../net/types.ts";
import type { Value } from "../ruleset.ts";
import { type ApplyField, equalityOf } from "./comparison.ts";
import { numberField } from "./number-field.ts";
import { numberOrWord, points } from "./numbers.ts";

const readNumber = numberOrWord();

const numbers: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmpv6: 58, "ipv6-icmp": 58 };

/**
 * Reads the name or the number of a protocol; names of protocols that are not followed become larger than any number.
 */
function readProtocol(text: string): number | undefined {
  const name = text.toLowerCase();
  return Object.hasOwn(numbers, name)
    ? numbers[name]
    : /^[a-z]/.test(name)
      ? 256
      : readNumber(name);
}

/** The numbers of the followed protocols. */
export const transportNumbers = {
  tcp: () => points(6),
  udp: () => points(17),
  icmpv6: () => points(58),
};

/** Returns a function that applies comparisons of the protocol above IP. */
export function transport(family?: Family): ApplyField {
  return numberField({
    possible: transportNumbers,
    family,
    read: readProtocol,
  });
}

type Families = ReadonlyMap<Value, Family | "other">;

/** The names and numbers of families in the kernel. */
const families: Families = new Map([
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["2", "ipv4"],
  ["10", "ipv6"],
] as const);

/** The names and numbers of Ethernet protocols; whether the kernel removed a VLAN header is in doubt. */
const etherTypes: Families = new Map([
  ["ip", "ipv4"],
  ["ip6", "ipv6"],
  ["arp", "other"],
  ["0x0800", "ipv4"],
  ["0x86dd", "ipv6"],
  ["0x0806", "other"],
] as const);

/** Applies a comparison of the family. */
export const family = familyField(families);

/** Applies a comparison of the Ethernet protocol. */
export const etherType = familyField(etherTypes);

function familyField(names: Families): ApplyField {
  return (comparison, builder) => {
    const compared = equalityOf(comparison, (value) => names.get(value));
    const seen =
      compared && allFamilies.filter((each) => compared.values.includes(each) !== compared.negated);
    builder.holds(seen && seen.length > 0, comparison.what);
    if (seen?.length === 1) {
      for (const each of seen) {
        builder.family(each);
      }
    }
  };
}
