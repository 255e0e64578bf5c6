import { type AddressSet, subtract } from "../../net/address-set.ts";
import type { Direction } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { readAddress } from "./read-address.ts";

/** The addresses of fe80::/10. */
const linkLocal: AddressSet = [{ first: 0xfe8n << 116n, last: (0xfecn << 116n) - 1n }];

/** An address of one end of connections. */
interface EndAddress {
  readonly end: "destination" | "source";
  /** As it is written. */
  readonly address: string;
  readonly isInverted: boolean;
  /** The end in a few words, for reasons. */
  readonly what: string;
}

/** Adds an address of one end of connections to the conditions. */
export function applyAddress(
  builder: MatchBuilder,
  direction: Direction,
  { end, address, isInverted, what }: EndAddress,
): void {
  const read = readAddress(address);
  if (read === undefined) {
    builder.holds(undefined, what);
  } else if (
    end === "destination" &&
    direction === "inbound" &&
    !isInverted &&
    subtract(read.set, linkLocal).length === 0
  ) {
    // Who connects to the link-local address of the server has such an address.
    builder.addresses("source", read.family, linkLocal, false, what);
  } else {
    builder.addresses(end, read.family, read.set, isInverted, what);
  }
}
