import { ascending } from "../util/ascending.ts";
import { remembered } from "../util/remembered.ts";
import { familyBits, type Network, networkAt } from "./network.ts";
import type { Family } from "./types.ts";

/** An inclusive range of addresses. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** An address: a number for IPv4, which is much faster, and a bigint for IPv6. */
export type Address = bigint | number;

/**
 * Addresses of one family, as runs in ascending order: alternately the first address of a run and the address
 * after its last.
 */
export type AddressSet = readonly Address[];

/** No address. */
export const noAddress: AddressSet = [];

/** Every address of a family; always the same object, by which the functions below recognize it. */
export const allAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: [0, 2 ** familyBits.ipv4],
  ipv6: [0n, 1n << BigInt(familyBits.ipv6)],
};

/**
 * Non-unicast addresses, which no connection between two machines uses: unspecified, loopback, multicast,
 * broadcast.
 */
export const nonUnicastAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: [0, 0x1000000, 0x7f000000, 0x80000000, 0xe0000000, 0x100000000],
  ipv6: [0n, 2n, 0xffn << 120n, 1n << 128n],
};

/** Scratch arrays for results: growing an array copies it repeatedly, and very large arrays would fill the memory. */
const room: Readonly<Record<Family, Address[]>> = { ipv4: [], ipv6: [] };

/** The addresses that connections between two machines use. */
export const unicastAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: merge(allAddresses.ipv4, nonUnicastAddresses.ipv4, isInFirstOnly),
  ipv6: merge(allAddresses.ipv6, nonUnicastAddresses.ipv6, isInFirstOnly),
};

/** The addresses of fe80::/10, which routers do not forward. */
export const linkLocalAddresses: AddressSet = [0xfe8n << 116n, 0xfecn << 116n];

/** Returns the set of ranges in any order. */
export function addressSet(ranges: readonly AddressRange[], family: Family): AddressSet {
  return uniteRuns(
    ranges.map(({ first, last }) =>
      family === "ipv4" ? [Number(first), Number(last) + 1] : [first, last + 1n],
    ),
  );
}

/** A run: its first address, and the address after its last. */
type Run = readonly [start: Address, end: Address];

function uniteRuns(runs: readonly Run[]): AddressSet {
  const [first] = runs;
  if (first !== undefined && runs.length === 1) {
    return first;
  }
  const set: Address[] = [];
  for (const [start, end] of [...runs].sort(([a], [b]) => ascending(a, b))) {
    const last = set.at(-1);
    if (last === undefined || start > last) {
      set.push(start, end);
    } else if (end > last) {
      set[set.length - 1] = end;
    }
  }
  return set;
}

/** Returns the runs of a set. */
function runsOf(set: AddressSet): readonly Run[] {
  return Array.from({ length: set.length / 2 }, (_, index) => [
    set[2 * index] as Address,
    set[2 * index + 1] as Address,
  ]);
}

/** Returns the addresses in any of several sets; for the same large sets in the same order, the same object. */
export function uniteAll(sets: readonly AddressSet[], worked?: (work: number) => void): AddressSet {
  const [first] = sets;
  if (first === undefined || sets.length === 1) {
    return first ?? noAddress;
  }
  const all = sets.find(isAll);
  if (all !== undefined) {
    return all;
  }
  const known = unions.get(first);
  if (known?.sets.length === sets.length && sets.every((set, index) => set === known.sets[index])) {
    return known.union;
  }
  const union = uniteRuns(sets.flatMap(runsOf));
  worked?.(union.length / 2);
  if (sets.length >= large) {
    unions.set(first, { sets, union });
  }
  return union;
}

/** The most recent unions of many sets, by their first set. */
const unions = new WeakMap<
  AddressSet,
  { readonly sets: readonly AddressSet[]; readonly union: AddressSet }
>();

/** Returns the addresses in either set. */
export const unite = rememberingLarge(
  (a, b) =>
    a === b || a.length === 0 || isAll(b) ? b : b.length === 0 || isAll(a) ? a : undefined,
  (isInA, isInB) => isInA || isInB,
);

/** Returns the addresses in both sets; the first set itself if the second contains all of it. */
export const intersect = rememberingLarge(
  (a, b) =>
    a === b || a.length === 0 || isAll(b) ? a : b.length === 0 || isAll(a) ? b : undefined,
  (isInA, isInB) => isInA && isInB,
);

/** Returns the addresses of the first set that are not in the second; the first set itself if the sets are disjoint. */
export const subtract = rememberingLarge(
  (a, b) => (a.length === 0 || b.length === 0 ? a : a === b || isAll(b) ? noAddress : undefined),
  isInFirstOnly,
);

function isInFirstOnly(isInA: boolean, isInB: boolean): boolean {
  return isInA && !isInB;
}

/** Merges two sets by a function of membership in each; returns the first set itself if the result is equal. */
function merge(
  a: AddressSet,
  b: AddressSet,
  keeps: (isInA: boolean, isInB: boolean) => boolean,
): AddressSet {
  const edges = room[typeof a[0] === "bigint" ? "ipv6" : "ipv4"];
  let count = 0;
  let i = 0;
  let j = 0;
  let isIn = false;
  while (i < a.length || j < b.length) {
    let at: Address;
    if (j === b.length || (i < a.length && (a[i] as Address) <= (b[j] as Address))) {
      at = a[i++] as Address;
      j += j < b.length && b[j] === at ? 1 : 0;
    } else {
      at = b[j++] as Address;
    }
    // Inside a run, an odd number of edges was passed.
    if (keeps((i & 1) === 1, (j & 1) === 1) !== isIn) {
      edges[count++] = at;
      isIn = !isIn;
    }
  }
  const isAs = (set: AddressSet) =>
    set.length === count && set.every((edge, index) => edge === edges[index]);
  return [a, allAddresses.ipv4, allAddresses.ipv6].find(isAs) ?? edges.slice(0, count);
}

/** Whether two sets have the same addresses. */
export function sameAddresses(a: AddressSet, b: AddressSet): boolean {
  return a === b || (a.length === b.length && a.every((edge, index) => edge === b[index]));
}

/** Returns the number of addresses of a set; cached per object. */
export const countAddresses: (set: AddressSet) => bigint = remembered((set: AddressSet) =>
  typeof set[0] === "bigint"
    ? sizeOf<bigint>(set as readonly bigint[], 0n, (sum, start, end) => sum + end - start)
    : BigInt(sizeOf<number>(set as readonly number[], 0, (sum, start, end) => sum + end - start)),
);

function sizeOf<T extends Address>(
  set: readonly T[],
  none: T,
  add: (sum: T, start: T, end: T) => T,
): T {
  let sum = none;
  for (let index = 0; index < set.length; index += 2) {
    sum = add(sum, set[index] as T, set[index + 1] as T);
  }
  return sum;
}

/** Returns the first address of a non-empty set, as a set of one. */
export function firstOf(set: AddressSet): AddressSet {
  const first = set[0] as Address;
  return typeof first === "bigint" ? [first, first + 1n] : [first, first + 1];
}

/** Returns the fewest networks that make up a set, in ascending order. */
export function networksOf(set: AddressSet, family: Family): Network[] {
  return Array.from(blocksOf(set, family), ({ first, size }) =>
    networkAt(BigInt(first), BigInt(size), family),
  );
}

/** A network: its first address and its number of addresses. */
export interface Block {
  readonly first: Address;
  readonly size: Address;
}

/** Yields the fewest networks that make up a set. */
export function* blocksOf(set: AddressSet, family: Family): Generator<Block> {
  for (let index = 0; index < set.length; index += 2) {
    if (family === "ipv4") {
      yield* blocksOfRun(set[index] as number, set[index + 1] as number);
    } else {
      yield* blocksOfRun6(set[index] as bigint, set[index + 1] as bigint);
    }
  }
}

function* blocksOfRun(start: number, end: number): Generator<Block> {
  for (let next = start; next < end; ) {
    let size = next === 0 ? 2 ** familyBits.ipv4 : (next & -next) >>> 0;
    while (next + size > end) {
      size /= 2;
    }
    yield { first: next, size };
    next += size;
  }
}

function* blocksOfRun6(start: bigint, end: bigint): Generator<Block> {
  for (let next = start; next < end; ) {
    let size = next === 0n ? 1n << BigInt(familyBits.ipv6) : next & -next;
    while (next + size > end) {
      size >>= 1n;
    }
    yield { first: next, size };
    next += size;
  }
}

/** The number of edges from which a set counts as large. */
const large = 64;

/** Returns whether results for a set are cached, because it is compared with the same sets for many ports. */
export function isLarge(set: AddressSet): boolean {
  return set.length >= large;
}

/**
 * An operation on sets; if either is large, the result for the same objects is cached.
 *
 * @param worked - receives the work done, in address comparisons; not called if there was none
 */
type Operation = (a: AddressSet, b: AddressSet, worked?: (work: number) => void) => AddressSet;

/**
 * @param plain - returns the result if it is one of the sets or empty; `undefined` if addresses must be
 *   compared
 * @param keeps - returns whether addresses are in the result
 */
function rememberingLarge(
  plain: (a: AddressSet, b: AddressSet) => AddressSet | undefined,
  keeps: (isInA: boolean, isInB: boolean) => boolean,
): Operation {
  const results = remembered((_: AddressSet) => new WeakMap<AddressSet, AddressSet>());
  return (a, b, worked) => {
    const isKept = isLarge(a) || isLarge(b);
    const known = plain(a, b) ?? (isKept ? results(a).get(b) : undefined);
    if (known !== undefined) {
      return known;
    }
    worked?.((a.length + b.length) / 2);
    const result = merge(a, b, keeps);
    if (isKept) {
      results(a).set(b, result);
    }
    return result;
  };
}

function isAll(set: AddressSet): boolean {
  return set === allAddresses.ipv4 || set === allAddresses.ipv6;
}
