import type { Direction } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { oneLine } from "../../util/excerpt.ts";

/** An end of connections that is an ipset or a MAC address. */
interface UnreadEnd {
  readonly end: "destination" | "source";
  /** The name of the ipset. */
  readonly ipset: string | undefined;
  readonly isInverted: boolean;
  /** A short description of the end, for reasons. */
  readonly what: string;
}

/** Adds an end of connections whose addresses are not in the input. Most remote addresses are not in an ipset. */
export function applyUnreadEnd(
  builder: MatchBuilder,
  direction: Direction,
  { end, ipset, isInverted, what }: UnreadEnd,
): void {
  if (ipset !== undefined && (end === "source") === (direction === "inbound")) {
    builder.depends("who", isInverted, `ipset ${oneLine(ipset)}`);
  } else {
    builder.holds(undefined, what);
  }
}
