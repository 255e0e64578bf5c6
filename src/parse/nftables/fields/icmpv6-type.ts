import type { Value } from "../ruleset.ts";
import { type ApplyField, equalityOf } from "./comparison.ts";
import { numberOrWord } from "./numbers.ts";
import { endsOf } from "./values.ts";

/** Reads the type names that `nft describe icmpv6 type` prints, and numbers. */
const readType = numberOrWord(
  new Map([
    ["destination-unreachable", 1],
    ["packet-too-big", 2],
    ["time-exceeded", 3],
    ["parameter-problem", 4],
    ["echo-request", 128],
    ["echo-reply", 129],
    ["mld-listener-query", 130],
    ["mld-listener-report", 131],
    ["mld-listener-done", 132],
    ["mld-listener-reduction", 132],
    ["nd-router-solicit", 133],
    ["nd-router-advert", 134],
    ["nd-neighbor-solicit", 135],
    ["nd-neighbor-advert", 136],
    ["nd-redirect", 137],
    ["router-renumbering", 138],
    ["ind-neighbor-solicit", 141],
    ["ind-neighbor-advert", 142],
    ["mld2-listener-report", 143],
  ]),
);

/** Applies a comparison of the ICMPv6 type. */
export const icmpv6Type: ApplyField = (comparison, builder) => {
  const { isSet, values = [] } = comparison;
  // Values separated by bars form one number.
  const compared = isSet || values.length < 2 ? equalityOf(comparison, rangeOf) : undefined;
  builder.protocols(["icmpv6"]);
  if (compared) {
    builder.icmpv6Types(compared.values, compared.negated);
  } else {
    builder.holds(undefined, comparison.what);
  }
};

function rangeOf(value: Value) {
  const [from, through] = endsOf(value)?.map(readType) ?? [];
  return from === undefined || through === undefined ? undefined : { from, through };
}
