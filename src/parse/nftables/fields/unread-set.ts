import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import { travelDirection, type View } from "../../../packet-filter/model.ts";
import { oneLine } from "../../../util/excerpt.ts";
import type { Key, NftTable, Test } from "../ruleset.ts";
import { addProtocols } from "./other-field.ts";

/** Returns whether a comparison is with a set of remote addresses that is not in the input. */
export function isUnreadSet({ key, operator, values, mask }: Test, table: NftTable, view: View) {
  return (
    "set" in values &&
    !table.sets.has(values.set) &&
    !table.written.has(values.set) &&
    (operator === "==" || operator === "!=") &&
    mask === undefined &&
    hasRemoteAddress(key, view)
  );
}

/** Returns whether the other machine's address is compared. */
function hasRemoteAddress(key: Key, view: View): boolean {
  const end = travelDirection(view) === "inbound" ? "saddr" : "daddr";
  return key.some(
    ({ protocol, field }) => (protocol === "ip" || protocol === "ip6") && field === end,
  );
}

/** Applies a comparison with a set that is not in the input; the typical connection is not in it. */
export function applyUnreadSet(key: Key, set: string, negated: boolean, builder: MatchBuilder) {
  addProtocols(key, builder);
  builder.depends("who", negated, `set ${oneLine(set)}`);
}
