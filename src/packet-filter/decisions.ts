import { type AddressSet, countAddresses, intersect, subtract } from "../net/address-set.ts";
import type { Origin } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { largestShare } from "./largest-share.ts";

/**
 * What decided about packets: places in order, each about the addresses that none before it has; such
 * decisions about a part of their addresses; or decisions one after the other. Which place decided about
 * which addresses is worked out at the end, so that packet sets stay cheap.
 */
export type Decisions = Part | Place | Places | Sequence;

interface Place {
  readonly origin: Origin | null;
  readonly addresses: AddressSet;
}

interface Places {
  readonly origins: readonly (Origin | null)[];
  /** The addresses about which each of them decided, unless one before did. */
  readonly sets: readonly AddressSet[];
  /** All of them. */
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
  return { origin, addresses };
}

/** Returns the decisions of places in order. */
export function decisionsOf(
  origins: readonly (Origin | null)[],
  sets: readonly AddressSet[],
  addresses: AddressSet,
): Decisions {
  return origins.length === 1
    ? decisionOf(origins[0] ?? null, addresses)
    : { origins, sets, addresses };
}

/** Returns decisions as far as they are about some of their addresses. */
export function decisionsAbout(addresses: AddressSet, whole: Decisions): Decisions {
  return addresses === whole.addresses ? whole : { whole, addresses };
}

/**
 * Returns what decided about packets that are in either of two sets.
 *
 * @param unite - unites the addresses about which they decided
 */
export function decisionsOfBoth(
  first: Decisions | undefined,
  second: Decisions | undefined,
  unite: (a: AddressSet, b: AddressSet) => AddressSet,
): Decisions | undefined {
  return first === undefined || second === undefined || first === second
    ? (first ?? second)
    : { first, second, addresses: unite(first.addresses, second.addresses) };
}

/** Lists the places of decisions. */
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

/** The place that decided about the most addresses, and about which. */
export interface Most {
  readonly origin: Origin | null;
  readonly share: AddressSet;
}

/** Works out what decided about most of some addresses; it remembers what it worked out. */
export class Deciders {
  readonly #budget: Budget;
  readonly #known = new WeakMap<Decisions, WeakMap<AddressSet, Most>>();
  readonly #rests = new WeakMap<Decisions, WeakMap<AddressSet, AddressSet>>();

  readonly #worked = (work: number) => this.#budget.spend(work);

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Returns the place that decided about most of the addresses; the first of equals. */
  mostOf(decisions: Decisions, remotes: AddressSet): Most {
    return remembered(this.#known, decisions, remotes, () => {
      if ("origin" in decisions) {
        return { origin: decisions.origin, share: this.#common(decisions, remotes) };
      }
      if ("sets" in decisions) {
        this.#budget.spend(decisions.sets.length + remotes.length);
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

  /** The addresses about which decisions decide. */
  #common({ addresses }: Decisions, remotes: AddressSet): AddressSet {
    return addresses === remotes ? remotes : intersect(addresses, remotes, this.#worked);
  }

  /** The addresses about which decisions do not decide. */
  #rest(decisions: Decisions, remotes: AddressSet): AddressSet {
    return remembered(this.#rests, decisions, remotes, () =>
      subtract(remotes, decisions.addresses, this.#worked),
    );
  }
}

function remembered<T>(
  known: WeakMap<Decisions, WeakMap<AddressSet, T>>,
  decisions: Decisions,
  remotes: AddressSet,
  work: () => T,
): T {
  const results = known.get(decisions) ?? new WeakMap<AddressSet, T>();
  known.set(decisions, results);
  const result = results.get(remotes) ?? work();
  results.set(remotes, result as T & object);
  return result;
}
