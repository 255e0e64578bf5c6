import type { AddressRange } from "../../net/address-set.ts";
import type { Family, Origin, PortRange, Protocol } from "../../net/types.ts";

/** A set of the kernel, as `ipset save` writes it. */
export interface Ipset {
  readonly name: string;
  /** The only family of its addresses; `undefined` for a set without addresses. */
  readonly family: Family | undefined;
  /** What each part of a member is. */
  readonly dimensions: readonly Dimension[];
  readonly members: readonly Member[];
  /** The names of the sets that a set of sets has, in order. */
  readonly sets: readonly string[];
  /** The line that creates it. */
  readonly origin: Origin;
}

/** What a part of a member is. */
export type Dimension = "address" | "port" | "interface" | "other" | "set";

/** A member: each of its parts. */
export interface Member {
  readonly parts: readonly Part[];
  /** Whether what it covers is not in the set, although a larger network may be (`nomatch`). */
  readonly isExcluded: boolean;
}

/** A part of a member. */
export type Part =
  | { readonly kind: "address"; readonly range: AddressRange }
  | {
      readonly kind: "port";
      /** Both if left out; `other` is one without TCP or UDP ports. */
      readonly protocol: Protocol | "other" | undefined;
      readonly range: PortRange;
    }
  | { readonly kind: "interface"; readonly name: string }
  /** A hardware address, a mark, or the port of a bridge. */
  | { readonly kind: "other"; readonly text: string };
