import {
  type AddressSet,
  allAddresses,
  intersect,
  noAddress,
  sameAddresses,
  subtract,
  unite,
} from "../net/address-set.ts";
import type { Family } from "../net/network.ts";
import type { PortRange } from "../policy/types.ts";
import type { Budget } from "./budget.ts";

/** A run of ports, and the other machines between which and these ports connections are meant. */
export interface Strip extends PortRange {
  readonly peers: AddressSet;
}

/**
 * Connections of one direction, family and protocol: strips in ascending order of ports, apart from
 * each other, none without peers.
 */
export type Region = readonly Strip[];

/** Every connection of a family. */
export function everything(family: Family): Region {
  return [{ from: 1, through: 65535, peers: allAddresses[family] }];
}

/** The connections that are in both regions; the work goes by the first one. */
export function meet(a: Region, b: Region, budget: Budget): Region {
  const common = remembering(intersect, budget);
  const met: Strip[] = [];
  for (const { from, through, peers } of a) {
    for (let index = firstAt(b, from); ; index++) {
      budget.spend(1);
      const other = b[index];
      if (other === undefined || other.from > through) {
        break;
      }
      push(
        met,
        Math.max(from, other.from),
        Math.min(through, other.through),
        common(peers, other.peers),
      );
    }
  }
  return met;
}

/** The connections of the first region that are not in the second one. */
export function without(a: Region, b: Region, budget: Budget): Region {
  const others = remembering(subtract, budget);
  const left: Strip[] = [];
  for (const { from, through, peers } of a) {
    let next = from;
    for (let index = firstAt(b, from); ; index++) {
      budget.spend(1);
      const other = b[index];
      if (other === undefined || other.from > through) {
        break;
      }
      const start = Math.max(from, other.from);
      const end = Math.min(through, other.through);
      push(left, next, start - 1, peers);
      push(left, start, end, others(peers, other.peers));
      next = end + 1;
    }
    push(left, next, through, peers);
  }
  return left;
}

/** The connections that are in either region. */
export function join(a: Region, b: Region, budget: Budget): Region {
  if (a.length === 0 || b.length === 0) {
    return a.length === 0 ? b : a;
  }
  const both = remembering(unite, budget);
  const joined: Strip[] = [];
  let i = 0;
  let j = 0;
  for (let port = 1; port <= 65535; ) {
    budget.spend(1);
    while (i < a.length && (a[i] as Strip).through < port) i++;
    while (j < b.length && (b[j] as Strip).through < port) j++;
    const left = a[i];
    const right = b[j];
    const through = Math.min(endOf(left, port), endOf(right, port));
    push(joined, port, through, both(peersAt(left, port), peersAt(right, port)));
    port = through + 1;
  }
  return joined;
}

/** The connections that are in any of several regions. */
export function joinAll(regions: readonly Region[], budget: Budget): Region {
  if (regions.length < 2) {
    return regions[0] ?? [];
  }
  const middle = regions.length >> 1;
  return join(
    joinAll(regions.slice(0, middle), budget),
    joinAll(regions.slice(middle), budget),
    budget,
  );
}

/**
 * The connections that are in any region of those that are added one by one. What is kept stays as
 * small as their sum, however often one is added.
 */
export class Union {
  readonly #budget: Budget;
  readonly #parts: { readonly region: Region; readonly weight: number }[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(region: Region): void {
    let sum = { region, weight: weigh(region) };
    for (let last = this.#parts.at(-1); last && last.weight <= 2 * sum.weight; ) {
      const joined = join(last.region, sum.region, this.#budget);
      sum = { region: joined, weight: weigh(joined) };
      this.#parts.pop();
      last = this.#parts.at(-1);
    }
    this.#parts.push(sum);
  }

  region(): Region {
    return joinAll(
      this.#parts.map(({ region }) => region),
      this.#budget,
    );
  }
}

function weigh(region: Region): number {
  return region.reduce((sum, { peers }) => sum + peers.length, 0);
}

/**
 * An operation on sets that gives the same set as the time before for the same two: the strips of a
 * region often have their peers in common.
 */
function remembering(
  operation: (a: AddressSet, b: AddressSet) => AddressSet,
  budget: Budget,
): (a: AddressSet, b: AddressSet) => AddressSet {
  let last: { a: AddressSet; b: AddressSet; result: AddressSet } | undefined;
  return (a, b) => {
    if (a.length === 0 || b.length === 0) {
      return operation(a, b);
    }
    if (last?.a !== a || last.b !== b) {
      budget.spend(a.length + b.length);
      last = { a, b, result: operation(a, b) };
    }
    return last.result;
  };
}

/** The index of the first strip that ends at a port or behind it. */
function firstAt(region: Region, port: number): number {
  let low = 0;
  let high = region.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((region[middle] as Strip).through < port) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function peersAt(strip: Strip | undefined, port: number): AddressSet {
  return strip === undefined || strip.from > port ? noAddress : strip.peers;
}

/** The last port from one on at which the peers of a strip, or that there are none, stay the same. */
function endOf(strip: Strip | undefined, port: number): number {
  return strip === undefined ? 65535 : strip.from > port ? strip.from - 1 : strip.through;
}

function push(strips: Strip[], from: number, through: number, peers: AddressSet): void {
  if (from > through || peers.length === 0) {
    return;
  }
  const before = strips.at(-1);
  if (before && before.through === from - 1 && sameAddresses(before.peers, peers)) {
    strips[strips.length - 1] = { from: before.from, through, peers: before.peers };
  } else {
    strips.push({ from, through, peers });
  }
}
