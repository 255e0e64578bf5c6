import type { Address, AddressSet } from "../net/address-set.ts";
import { ascending } from "../util/ascending.ts";

/** A set of several, and the addresses in question that it is the first to have. */
export interface Share {
  readonly index: number;
  readonly addresses: AddressSet;
}

/**
 * Finds the set that is the first to have the most of some addresses: of rules in order, the one that
 * decides about most. One pass over all edges does it, as there may be very many sets.
 */
export function largestShare(sets: readonly AddressSet[], remotes: AddressSet): Share {
  const shares = sets.map((): Address[] => []);
  const counts = sets.map(() => 0n);
  const edges = [
    ...edgesOf(remotes, undefined),
    ...sets.flatMap((set, index) => edgesOf(set, index)),
  ].sort((a, b) => ascending(a.at, b.at));
  // The sets that have the address, in order.
  const here: number[] = [];
  let isInQuestion = false;
  let from: Address = 0;
  for (const { at, index, isStart } of edges) {
    const [owner] = here;
    if (isInQuestion && owner !== undefined && at > from) {
      extend(shares[owner] as Address[], from, at);
      counts[owner] = (counts[owner] as bigint) + BigInt(at) - BigInt(from);
    }
    from = at;
    if (index === undefined) {
      isInQuestion = isStart;
    } else {
      here.splice(placeOf(here, index), isStart ? 0 : 1, ...(isStart ? [index] : []));
    }
  }
  const index = counts.reduce(
    (best, count, each) => (count > (counts[best] as bigint) ? each : best),
    0,
  );
  return { index, addresses: shares[index] as Address[] };
}

/** Where a set, by its index, or the addresses in question begin and end. */
interface Edge {
  readonly at: Address;
  readonly index: number | undefined;
  readonly isStart: boolean;
}

function edgesOf(set: AddressSet, index: number | undefined): readonly Edge[] {
  return set.map((at, edge) => ({ at, index, isStart: edge % 2 === 0 }));
}

/** Adds a run behind all others, and makes it one with the last that it touches. */
function extend(set: Address[], start: Address, end: Address): void {
  if (set.at(-1) === start) {
    set[set.length - 1] = end;
  } else {
    set.push(start, end);
  }
}

/** The index of the first number in an ascending list that is not below another. */
function placeOf(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
