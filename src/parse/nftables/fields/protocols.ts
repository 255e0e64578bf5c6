import { allFamilies } from "../../../net/remote-addresses.ts";
import type { Family, Protocol } from "../../../net/types.ts";
import { transports } from "../../transport.ts";
import type { Value } from "../ruleset.ts";
import { type ApplyField, equalityOf } from "./comparison.ts";

/** Returns what applies comparisons of the protocol above the internet protocol. */
export function transport(family?: Family): ApplyField {
  return (comparison, builder) => {
    const compared = equalityOf(comparison, readProtocol);
    if (family) {
      builder.family(family);
    }
    if (compared) {
      const { values, negated } = compared;
      builder.protocols(transports.filter((each) => values.includes(each) !== negated));
    } else {
      builder.holds(undefined, comparison.what);
    }
  };
}

/** Reads the name or the number of a protocol; returns `undefined` if it is neither. */
function readProtocol(value: Value): Protocol | "other" | undefined {
  const name = typeof value === "string" ? value.toLowerCase() : "";
  const number = /^(?:0x[\da-f]+|\d+)$/.test(name) ? Number(name) : undefined;
  return name === "tcp" || number === 6
    ? "tcp"
    : name === "udp" || number === 17
      ? "udp"
      : /^[a-z]/.test(name) || number !== undefined
        ? "other"
        : undefined;
}

const families: ReadonlyMap<Value, Family> = new Map([
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["ip", "ipv4"],
  ["ip6", "ipv6"],
  ["2", "ipv4"],
  ["10", "ipv6"],
]);

/** Applies a comparison of the version of the internet protocol. */
export const family: ApplyField = (comparison, builder) => {
  const compared = equalityOf(comparison, (value) => families.get(value));
  const seen =
    compared && allFamilies.filter((each) => compared.values.includes(each) !== compared.negated);
  builder.holds(seen && seen.length > 0, comparison.what);
  if (seen?.length === 1) {
    for (const each of seen) {
      builder.family(each);
    }
  }
};
