import { type AddressSet, countAddresses, intersect, subtract, unite } from "../net/address-set.ts";
import type { Origin } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { largestShare } from "./largest-share.ts";

/**
 * What decided about packets: places in order, each about the addresses that none before it has; such
 * decisions about a part of their addresses; or decisions one after the other. Which place decided about
 * which addresses is worked out at the end, so that packet sets stay cheap.
 */
export type Decisions = Part | Places | Sequence;

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
  return { origins: [origin], sets: [addresses], addresses };
}

/** Returns decisions as far as they are about some of their addresses. */
export function decisionsAbout(addresses: AddressSet, whole: Decisions): Decisions {
  return addresses === whole.addresses ? whole : { whole, addresses };
}

/** Returns what decided about packets that are in either of two sets. */
export function decisionsOfBoth(
  first: Decisions | undefined,
  second: Decisions | undefined,
): Decisions | undefined {
  return first === undefined || second === undefined || first === second
    ? (first ?? second)
    : { first, second, addresses: unite(first.addresses, second.addresses) };
}

/** Lists the places of decisions. */
export function originsOf(decisions: Decisions): readonly (Origin | null)[] {
  return "origins" in decisions
    ? decisions.origins
    : "whole" in decisions
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

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Returns the place that decided about most of the addresses; the first of equals. */
  mostOf(decisions: Decisions, remotes: AddressSet): Most {
    return remembered(this.#known, decisions, remotes, () => {
      if ("sets" in decisions) {
        this.#budget.spend(decisions.sets.length + remotes.length);
        const [set, ...others] = decisions.sets as readonly [AddressSet, ...AddressSet[]];
        const { index, addresses } =
          others.length === 0
            ? { index: 0, addresses: intersect(set, remotes) }
            : largestShare(decisions.sets, remotes);
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

  /** The addresses about which a part of decisions decides. */
  #common(part: Part, remotes: AddressSet): AddressSet {
    this.#budget.spend(part.addresses.length + remotes.length);
    return part.addresses === remotes ? remotes : intersect(part.addresses, remotes);
  }

  /** The addresses about which decisions do not decide. */
  #rest(decisions: Decisions, remotes: AddressSet): AddressSet {
    return remembered(this.#rests, decisions, remotes, () => {
      this.#budget.spend(decisions.addresses.length + remotes.length);
      return subtract(remotes, decisions.addresses);
    });
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
