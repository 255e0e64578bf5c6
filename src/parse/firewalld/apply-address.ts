import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { readAddress } from "./read-address.ts";

/** An address of one end of connections. */
interface EndAddress {
  readonly end: "destination" | "source";
  /** The address as written. */
  readonly address: string;
  readonly isInverted: boolean;
  /** A short description of the end, for reasons. */
  readonly what: string;
}

/** Adds an address of one end of connections to the conditions. */
export function applyAddress(
  builder: MatchBuilder,
  { end, address, isInverted, what }: EndAddress,
): void {
  const read = readAddress(address);
  if (read === undefined) {
    builder.holds(undefined, what);
  } else {
    builder.addresses(end, read.family, read.set, isInverted, what);
  }
}
