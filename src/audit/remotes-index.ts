import {
  type AddressSet,
  allAddresses,
  blocksOf,
  countAddresses,
  nonUnicastAddresses,
  subtract,
  unite,
} from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import {
  allFamilies,
  type RemoteAddresses,
  sameRemotes,
  whoMayOf,
} from "../net/remote-addresses.ts";
import type { Family, WhoMay } from "../net/types.ts";

/** Interns sets of remote addresses, so that a list of bans that applies to every port is processed once. */
export class RemotesIndex {
  readonly #families: readonly Family[];
  readonly #buckets = new Map<string, RemoteAddresses[]>();
  readonly #numbers = new Map<RemoteAddresses, number>();
  readonly #names = new Map<RemoteAddresses, WhoMay>();
  readonly #concerned = new Map<RemoteAddresses, RemoteAddresses>();

  /** @param families - the families that `"any"` includes */
  constructor(families: readonly Family[]) {
    this.#families = families;
  }

  /** Returns the first known set with the same addresses. */
  find(remotes: RemoteAddresses): RemoteAddresses {
    if (this.#numbers.has(remotes)) {
      return remotes;
    }
    const key = allFamilies
      .map((family) =>
        [remotes[family].length, remotes[family][0], remotes[family].at(-1)].join(" "),
      )
      .join();
    const bucket = this.#buckets.get(key) ?? [];
    this.#buckets.set(key, bucket);
    const known = bucket.find((each) => sameRemotes(each, remotes));
    if (known) {
      return known;
    }
    bucket.push(remotes);
    this.#numbers.set(remotes, this.#numbers.size);
    return remotes;
  }

  /** Returns whether two sets have the same addresses. */
  isSame(a: RemoteAddresses, b: RemoteAddresses): boolean {
    return a === b || this.find(a) === this.find(b);
  }

  /** Returns a number that identifies a set. */
  numberOf(remotes: RemoteAddresses): number {
    return this.#numbers.get(this.find(remotes)) as number;
  }

  /** Returns a set in the form of rules. */
  whoMay(remotes: RemoteAddresses): WhoMay {
    const found = this.find(remotes);
    const who = this.#names.get(found) ?? whoMayOf(found, this.#families);
    this.#names.set(found, who);
    return who;
  }

  /**
   * Returns a set without non-unicast addresses, unless the networks around them are fewer with them; a set of most
   * addresses gets all of them instead.
   */
  concerned(remotes: RemoteAddresses): RemoteAddresses {
    const found = this.#concerned.get(remotes) ?? this.find(concernedOf(remotes));
    this.#concerned.set(remotes, found);
    return found;
  }
}

function concernedOf(remotes: RemoteAddresses): RemoteAddresses {
  const of = (family: Family) => {
    const all = allAddresses[family];
    const others = nonUnicastAddresses[family];
    const own = remotes[family];
    return isMostOf(own, all)
      ? wholeOr(unite(own, others), all)
      : simplified(subtract(own, others), family);
  };
  return { ipv4: of("ipv4"), ipv6: of("ipv6") };
}

/** The most ends of ranges in a set that is simplified: the gaps of a long list make very many networks. */
const fewEnds = 100;

/** Adds the non-unicast addresses that save networks: a rule says `::/96`, not the 31 networks of it without `::1`. */
function simplified(unicast: AddressSet, family: Family): AddressSet {
  if (unicast.length > fewEnds) {
    return unicast;
  }
  const others = nonUnicastAddresses[family];
  const edges = new Set(unicast);
  let set = unicast;
  for (let index = 0; index < others.length; index += 2) {
    const run = others.slice(index, index + 2);
    const joined = run.some((edge) => edges.has(edge)) ? unite(set, run) : set;
    set = countNetworks(joined, family) < countNetworks(set, family) ? joined : set;
  }
  return set;
}

function countNetworks(set: AddressSet, family: Family): number {
  return Array.from(blocksOf(set, family)).length;
}

function wholeOr(set: AddressSet, all: AddressSet): AddressSet {
  return countAddresses(set) === countAddresses(all) ? all : set;
}
