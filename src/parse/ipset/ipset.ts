import type { AddressRange } from "../../net/address-set.ts";
import type { Family, Origin, PortRange, Protocol } from "../../net/types.ts";

/** An ipset, as `ipset save` prints it. */
export interface Ipset {
  readonly name: string;
  /** The family of its addresses; `undefined` for a set without addresses. */
  readonly family: Family | undefined;
  /** The type of each part of a member. */
  readonly dimensions: readonly Dimension[];
  readonly members: readonly Member[];
  /** The names of the sets in a list:set, in order. */
  readonly sets: readonly string[];
  /** The line that creates it. */
  readonly origin: Origin;
}

/** The type of a part of a member. */
export type Dimension = "address" | "port" | "interface" | "other" | "set";

/** A member, as its parts. */
export interface Member {
  readonly parts: readonly Part[];
  /** Whether the member is excluded from the set although a larger network may contain it (`nomatch`). */
  readonly isExcluded: boolean;
}

/** A part of a member. */
export type Part =
  | { readonly kind: "address"; readonly range: AddressRange }
  | {
      readonly kind: "port";
      /** Both protocols if omitted; `other` is a protocol without TCP or UDP ports. */
      readonly protocol: Protocol | "other" | undefined;
      readonly range: PortRange;
    }
  | { readonly kind: "interface"; readonly name: string }
  /** A hardware address, a mark or a bridge port. */
  | { readonly kind: "other"; readonly text: string };
