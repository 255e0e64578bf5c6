import { addressSet } from "../../../net/address-set.ts";
import { parsePrefix } from "../../../net/network.ts";
import type { Family } from "../../../net/types.ts";
import type { Value } from "../ruleset.ts";
import { type ApplyField, equalityOf } from "./comparison.ts";

/** Returns what applies comparisons of the address at one end of a packet. */
export function addresses(end: "destination" | "source", family: Family): ApplyField {
  return (comparison, builder) => {
    const compared = equalityOf(comparison, (value) => rangeOf(value, family));
    builder.family(family);
    if (compared) {
      const { values, negated } = compared;
      builder.addresses(end, family, addressSet(values), negated, comparison.what);
    } else {
      builder.holds(undefined, comparison.what);
    }
  };
}

function rangeOf(
  value: Value,
  family: Family,
): { readonly first: bigint; readonly last: bigint } | undefined {
  const [from, through] = typeof value === "string" ? [value, value] : [value.from, value.through];
  const start = parsePrefix(from);
  const end = parsePrefix(through);
  if (start?.family !== family || end?.family !== family) {
    return undefined;
  }
  const first = start.address - (start.address % start.size);
  const last = end.address - (end.address % end.size) + end.size - 1n;
  return first <= last ? { first, last } : undefined;
}
