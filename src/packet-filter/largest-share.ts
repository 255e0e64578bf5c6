import type { Address, AddressSet } from "../net/address-set.ts";
import { ascending } from "../util/ascending.ts";

/** The index of a set, and the addresses for which it is the first set that contains them. */
export interface Share {
  readonly index: number;
  readonly addresses: AddressSet;
}

/**
 * Finds the set that is the first to contain the most of some addresses: of rules in order, the one that
 * decides about most. There can be very many sets, so one pass over all edges finds it.
 */
export function largestShare(sets: readonly AddressSet[], remotes: AddressSet): Share {
  const shares = sets.map((): Address[] => []);
  const counts = sets.map(() => 0n);
  const edges = [
    ...edgesOf(remotes, undefined),
    ...sets.flatMap((set, index) => edgesOf(set, index)),
  ].sort((a, b) => ascending(a.at, b.at));
  // The sets that contain the address, in order.
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

/** The start or end of a run of a set, or of the addresses in question. */
interface Edge {
  readonly at: Address;
  readonly index: number | undefined;
  readonly isStart: boolean;
}

function edgesOf(set: AddressSet, index: number | undefined): readonly Edge[] {
  return set.map((at, edge) => ({ at, index, isStart: edge % 2 === 0 }));
}

/** Appends a run, and joins it with the last one if they touch. */
function extend(set: Address[], start: Address, end: Address): void {
  if (set.at(-1) === start) {
    set[set.length - 1] = end;
  } else {
    set.push(start, end);
  }
}

/** Returns the index of the first number in an ascending list that is not below a number. */
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
