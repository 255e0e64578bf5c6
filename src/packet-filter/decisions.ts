import {
  type AddressSet,
  countAddresses,
  intersect,
  isLarge,
  subtract,
} from "../net/address-set.ts";
import type { Origin } from "../net/types.ts";
import * as limits from "../util/limits.ts";
import { remembered } from "../util/remembered.ts";
import { largestShare } from "./largest-share.ts";

/**
 * The places that decided about packets: places in order, each for the addresses of no earlier place; such
 * decisions for a part of their addresses; or a sequence of decisions. Which place decided about which
 * addresses is computed at the end, so that packet sets stay cheap. For large sets, equal decisions are the
 * same object, so that this is computed once for all their ports.
 */
export type Decisions = Part | Place | Places | Sequence;

interface Place {
  readonly origin: Origin | null;
  readonly addresses: AddressSet;
}

interface Places {
  readonly origins: readonly (Origin | null)[];
  /** The addresses about which each place decided, unless an earlier one did. */
  readonly sets: readonly AddressSet[];
  /** The union of all sets. */
  readonly addresses: AddressSet;
}

interface Part {
  readonly whole: Decisions;
  readonly addresses: AddressSet;
}

interface Sequence {
  readonly first: Decisions;
  readonly second: Decisions;
  readonly addresses: AddressSet;
}

/** Returns the decision of one place. */
export function decisionOf(origin: Origin | null, addresses: AddressSet): Decisions {
  if (!isLarge(addresses)) {
    return { origin, addresses };
  }
  const places = placesOf(addresses);
  const place = places.get(origin) ?? { origin, addresses };
  places.set(origin, place);
  return place;
}

const placesOf = remembered((_: AddressSet) => new Map<Origin | null, Place>());

/** Returns the decisions of several places, in order. */
export function decisionsOf(
  origins: readonly (Origin | null)[],
  sets: readonly AddressSet[],
  addresses: AddressSet,
): Decisions {
  return origins.length === 1
    ? decisionOf(origins[0] ?? null, addresses)
    : { origins, sets, addresses };
}

/** Returns decisions, restricted to some of their addresses. */
export function decisionsAbout(addresses: AddressSet, whole: Decisions): Decisions {
  if (addresses === whole.addresses) {
    return whole;
  }
  const make = () => ({ whole, addresses });
  return isLarge(addresses) ? once(largeParts, whole, addresses, make) : make();
}

const largeParts: Known<Decisions, AddressSet, Part> = new WeakMap();

/**
 * Returns the decisions about packets in either of two sets.
 *
 * @param unite - returns the union of their addresses
 */
export function decisionsOfBoth(
  first: Decisions | undefined,
  second: Decisions | undefined,
  unite: (a: AddressSet, b: AddressSet) => AddressSet,
): Decisions | undefined {
  if (first === undefined || second === undefined || first === second) {
    return first ?? second;
  }
  const make = () => ({ first, second, addresses: unite(first.addresses, second.addresses) });
  return isLarge(first.addresses) || isLarge(second.addresses)
    ? once(largeSequences, first, second, make)
    : make();
}

const largeSequences: Known<Decisions, Decisions, Sequence> = new WeakMap();

/** Returns the places of decisions. */
export function originsOf(decisions: Decisions): readonly (Origin | null)[] {
  if ("origin" in decisions) {
    return [decisions.origin];
  }
  if ("origins" in decisions) {
    return decisions.origins;
  }
  return "whole" in decisions
    ? originsOf(decisions.whole)
    : [...originsOf(decisions.first), ...originsOf(decisions.second)];
}

/** Returns the first place of decisions. */
function firstOf(decisions: Decisions): Origin | null {
  if ("origin" in decisions) {
    return decisions.origin;
  }
  return "origins" in decisions
    ? (decisions.origins[0] as Origin | null)
    : firstOf("whole" in decisions ? decisions.whole : decisions.first);
}

/** The place that decided about the most addresses, and these addresses. */
export interface Most {
  readonly origin: Origin | null;
  readonly share: AddressSet;
}

/** Finds which place decided about most of some addresses; results are cached. */
export class Deciders {
  #left: number;
  readonly #known: Known<Decisions, AddressSet, Most> = new WeakMap();

  readonly #worked = (work: number) => {
    this.#left -= work;
  };

  /** @param work - in units of about one comparison of two addresses */
  constructor(work: number = limits.decidersWork) {
    this.#left = work;
  }

  /**
   * Returns the place that decided about most of the addresses: the first of equals, or the first place once
   * the budget is spent.
   */
  mostOf(decisions: Decisions, remotes: AddressSet): Most {
    return once(this.#known, decisions, remotes, () => {
      if (this.#left < 0) {
        return { origin: firstOf(decisions), share: remotes };
      }
      if ("origin" in decisions) {
        return { origin: decisions.origin, share: this.#common(decisions, remotes) };
      }
      if ("sets" in decisions) {
        this.#worked(decisions.sets.length + remotes.length);
        const { index, addresses } = largestShare(decisions.sets, remotes);
        return { origin: decisions.origins[index] ?? null, share: addresses };
      }
      if ("whole" in decisions) {
        return this.mostOf(decisions.whole, this.#common(decisions, remotes));
      }
      const first = this.mostOf(decisions.first, remotes);
      const second = this.mostOf(decisions.second, this.#rest(decisions.first, remotes));
      return countAddresses(second.share) > countAddresses(first.share) ? second : first;
    });
  }

  /** Returns the addresses about which the decisions decide. */
  #common({ addresses }: Decisions, remotes: AddressSet): AddressSet {
    return addresses === remotes ? remotes : intersect(addresses, remotes, this.#worked);
  }

  /** Returns the addresses about which the decisions do not decide. */
  #rest(decisions: Decisions, remotes: AddressSet): AddressSet {
    return subtract(remotes, decisions.addresses, this.#worked);
  }
}

/** A cache of results for pairs of objects. */
type Known<A extends object, B extends object, T> = WeakMap<A, WeakMap<B, T>>;

/** Computes a result once for a pair of objects. */
function once<A extends object, B extends object, T>(
  known: Known<A, B, T>,
  a: A,
  b: B,
  work: () => T,
): T {
  const results = known.get(a) ?? new WeakMap<B, T>();
  known.set(a, results);
  const result = results.get(b) ?? work();
  results.set(b, result);
  return result;
}
