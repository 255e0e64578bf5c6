import {
  type AddressSet,
  allAddresses,
  intersect,
  sameAddresses,
  subtract,
  unite,
} from "../net/address-set.ts";
import type { PortInterval, PortMap } from "../net/port-map.ts";
import type { Family } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { type Decisions, decisionsOfBoth } from "./decisions.ts";

/** The packets of a port: their remote addresses, and the decisions about them. */
export interface Packets {
  /** The remote addresses; never empty. */
  readonly remotes: AddressSet;
  /** The decisions, about these and possibly other addresses; omitted until a decision is made. */
  readonly decisions?: Decisions | undefined;
}

/** A packet set: connections of one direction, family and protocol by port. */
export type PacketSet = PortMap<Packets>;

/** Returns every packet of a family. */
export function allPackets(family: Family): PacketSet {
  return [{ from: 1, through: 65535, value: { remotes: allAddresses[family] } }];
}

/** Returns every packet of the ports of some sets with disjoint ports. */
export function allOfPorts(family: Family, sets: readonly PacketSet[]): PacketSet {
  const value = { remotes: allAddresses[family] };
  return sets
    .flat()
    .sort((a, b) => a.from - b.from)
    .map(({ from, through }) => ({ from, through, value }));
}

/**
 * Returns the packets in both sets; the work depends on the first set.
 *
 * @param keep - the set whose decisions the result keeps
 */
export function meet(
  a: PacketSet,
  b: PacketSet,
  budget: Budget,
  keep: "first" | "second" = "first",
): PacketSet {
  const both = remembering(intersect, budget);
  const common = pairwise((value, other) => ({
    remotes: both(value.remotes, other.remotes),
    decisions: (keep === "first" ? value : other).decisions,
  }));
  const met: PortInterval<Packets>[] = [];
  for (const { from, through, value } of a) {
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
        common(value, other.value),
      );
    }
  }
  return met;
}

/** Changes the packets of each port interval; the same object only once. */
export function mapPackets(set: PacketSet, change: (packets: Packets) => Packets): PacketSet {
  const known = new Map<Packets, Packets>();
  return set.map(({ from, through, value }) => {
    const changed = known.get(value) ?? change(value);
    known.set(value, changed);
    return { from, through, value: changed };
  });
}

/** Returns the packets of the first set that are not in the second. */
export function without(a: PacketSet, b: PacketSet, budget: Budget): PacketSet {
  const others = remembering(subtract, budget);
  const rest = pairwise(({ remotes, decisions }, other) => ({
    remotes: others(remotes, other.remotes),
    decisions,
  }));
  const left: PortInterval<Packets>[] = [];
  for (const { from, through, value } of a) {
    let next = from;
    for (let index = firstAt(b, from); ; index++) {
      budget.spend(1);
      const other = b[index];
      if (other === undefined || other.from > through) {
        break;
      }
      const start = Math.max(from, other.from);
      const end = Math.min(through, other.through);
      push(left, next, start - 1, value);
      push(left, start, end, rest(value, other.value));
      next = end + 1;
    }
    push(left, next, through, value);
  }
  return left;
}

/** Returns the packets in either set. */
export function join(a: PacketSet, b: PacketSet, budget: Budget): PacketSet {
  if (a.length === 0 || b.length === 0) {
    return a.length === 0 ? b : a;
  }
  const either = remembering(unite, budget);
  const decided = remembering(unite, budget);
  const both = pairwise((value, other) => ({
    remotes: either(value.remotes, other.remotes),
    decisions: decisionsOfBoth(value.decisions, other.decisions, decided),
  }));
  const joined: PortInterval<Packets>[] = [];
  let i = 0;
  let j = 0;
  for (let port = 1; port <= 65535; ) {
    budget.spend(1);
    while (i < a.length && (a[i] as PortInterval<Packets>).through < port) i++;
    while (j < b.length && (b[j] as PortInterval<Packets>).through < port) j++;
    const left = a[i];
    const right = b[j];
    const through = Math.min(endOf(left, port), endOf(right, port));
    const value = valueAt(left, port);
    const other = valueAt(right, port);
    push(joined, port, through, value && other ? both(value, other) : (value ?? other));
    port = through + 1;
  }
  return joined;
}

/** Returns the packets in any of several sets. */
export function joinAll(sets: readonly PacketSet[], budget: Budget): PacketSet {
  if (sets.length < 2) {
    return sets[0] ?? [];
  }
  const middle = sets.length >> 1;
  return join(joinAll(sets.slice(0, middle), budget), joinAll(sets.slice(middle), budget), budget);
}

/** Collects packet sets one by one. It stays as small as their union, no matter how often a set is added. */
export class Union {
  readonly #budget: Budget;
  readonly #parts: { readonly packets: PacketSet; readonly weight: number }[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(packets: PacketSet): void {
    let sum = { packets, weight: weigh(packets) };
    for (let last = this.#parts.at(-1); last && last.weight <= 2 * sum.weight; ) {
      const joined = join(last.packets, sum.packets, this.#budget);
      sum = { packets: joined, weight: weigh(joined) };
      this.#parts.pop();
      last = this.#parts.at(-1);
    }
    this.#parts.push(sum);
  }

  packets(): PacketSet {
    return joinAll(
      this.#parts.map(({ packets }) => packets),
      this.#budget,
    );
  }
}

function weigh(packets: PacketSet): number {
  return packets.reduce((sum, { value }) => sum + value.remotes.length, 0);
}

/**
 * Wraps an operation so that it returns the previous result for the same operands: intervals of a packet set
 * often share their addresses, even with different decisions.
 */
function remembering(
  operation: typeof unite,
  budget: Budget,
): (a: AddressSet, b: AddressSet) => AddressSet {
  const worked = (work: number) => budget.spend(work);
  let last: { a: AddressSet; b: AddressSet; result: AddressSet } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) {
      last = { a, b, result: operation(a, b, worked) };
    }
    return last.result;
  };
}

/** Wraps a function of packets so that it returns the previous result for the same operands. */
function pairwise(
  operation: (a: Packets, b: Packets) => Packets,
): (a: Packets, b: Packets) => Packets {
  let last: { a: Packets; b: Packets; result: Packets } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) {
      last = { a, b, result: operation(a, b) };
    }
    return last.result;
  };
}

/** Returns the index of the first interval that does not end before a port. */
function firstAt(packets: PacketSet, port: number): number {
  let low = 0;
  let high = packets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((packets[middle] as PortInterval<Packets>).through < port) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function valueAt(interval: PortInterval<Packets> | undefined, port: number): Packets | undefined {
  return interval === undefined || interval.from > port ? undefined : interval.value;
}

/** Returns the last port, from a port on, of an interval or of the gap before it. */
function endOf(interval: PortInterval<Packets> | undefined, port: number): number {
  return interval === undefined
    ? 65535
    : interval.from > port
      ? interval.from - 1
      : interval.through;
}

function push(
  intervals: PortInterval<Packets>[],
  from: number,
  through: number,
  value: Packets | undefined,
): void {
  if (from > through || value === undefined || value.remotes.length === 0) {
    return;
  }
  const before = intervals.at(-1);
  if (before && before.through === from - 1 && isAlike(before.value, value)) {
    intervals[intervals.length - 1] = { from: before.from, through, value: before.value };
  } else {
    intervals.push({ from, through, value });
  }
}

function isAlike(a: Packets, b: Packets): boolean {
  return a === b || (a.decisions === b.decisions && sameAddresses(a.remotes, b.remotes));
}
