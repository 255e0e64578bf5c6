import type { PortRange } from "./types.ts";

/** A port interval with a value. */
export interface PortInterval<T> extends PortRange {
  readonly value: T;
}

/** Port intervals in ascending order, disjoint; ports in none of them have no value. */
export type PortMap<T> = readonly PortInterval<T>[];

/**
 * Splits the ports from 1 to 65535 at every interval boundary, and visits each piece in ascending order.
 *
 * @param intervals - the intervals, which may overlap
 * @param visit - receives a piece, and the values of the intervals that cover it, in the order of the intervals
 */
export function sweep<T, U>(
  intervals: readonly PortInterval<T>[],
  visit: (ports: PortRange, values: readonly T[]) => U,
): readonly U[] {
  const starts = new Set([1]);
  for (const { from, through } of intervals) {
    starts.add(from);
    starts.add(through + 1);
  }
  starts.delete(65536);
  const cuts = [...starts].sort((a, b) => a - b);
  const waiting = intervals
    .map((interval, rank) => ({ interval, rank }))
    .sort((a, b) => a.interval.from - b.interval.from);
  let next = 0;
  let here: typeof waiting = [];
  return cuts.map((from, index) => {
    const remaining = here.filter(({ interval }) => interval.through >= from);
    const isSorted = waiting[next]?.interval.from !== from;
    for (; waiting[next]?.interval.from === from; next++) {
      remaining.push(waiting[next] as (typeof waiting)[0]);
    }
    here = isSorted ? remaining : remaining.sort((a, b) => a.rank - b.rank);
    return visit(
      { from, through: (cuts[index + 1] ?? 65536) - 1 },
      here.map(({ interval }) => interval.value),
    );
  });
}

/**
 * Splits the ports from 1 to 65535 at every interval boundary of several maps.
 *
 * @param visit - receives a piece, and the value of each map there; `undefined` if a map has none
 */
export function overlay<T, U>(
  maps: readonly PortMap<T>[],
  visit: (ports: PortRange, values: readonly (T | undefined)[]) => U,
): readonly U[] {
  const intervals = maps.flatMap((map, layer) =>
    map.map(({ from, through, value }) => ({ from, through, value: { layer, value } })),
  );
  return sweep(intervals, (ports, present) => {
    const values: (T | undefined)[] = maps.map(() => undefined);
    for (const { layer, value } of present) {
      values[layer] = value;
    }
    return visit(ports, values);
  });
}

/** Joins adjacent intervals with equal values; the result keeps the first value. */
export function mergeAdjacent<T>(
  map: PortMap<T>,
  alike: (a: T, b: T) => boolean,
): readonly PortInterval<T>[] {
  const merged: PortInterval<T>[] = [];
  for (const interval of map) {
    const last = merged.at(-1);
    if (last && last.through + 1 === interval.from && alike(last.value, interval.value)) {
      merged[merged.length - 1] = { ...last, through: interval.through };
    } else {
      merged.push(interval);
    }
  }
  return merged;
}

/** Returns the index of the first span that does not end before a port; spans are in order and disjoint. */
export function firstThrough(spans: readonly PortRange[], port: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as PortRange).through < port) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
