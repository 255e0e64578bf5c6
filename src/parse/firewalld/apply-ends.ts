import type { Direction } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { applyAddress } from "./apply-address.ts";
import { applyUnreadEnd } from "./apply-unread-end.ts";
import type { RichRule } from "./ruleset.ts";

/** Adds the family, source and destination of a rich rule to the conditions. */
export function applyEnds(rule: RichRule, builder: MatchBuilder, direction: Direction): void {
  if (rule.family) {
    builder.family(rule.family);
  }
  for (const end of ["source", "destination"] as const) {
    const stated = rule[end];
    if (stated?.address !== undefined) {
      applyAddress(builder, { ...stated, end, address: stated.address });
    } else if (stated?.addresses) {
      const { addresses, isInverted, what } = stated;
      builder.addresses(end, addresses.family, addresses.set, isInverted, what);
    } else if (stated) {
      applyUnreadEnd(builder, direction, { ...stated, end });
    }
  }
}
