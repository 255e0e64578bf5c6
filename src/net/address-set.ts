import { ascending } from "../util/ascending.ts";
import { remembered } from "../util/remembered.ts";
import { familyBits, type Network, networkAt } from "./network.ts";
import type { Family } from "./types.ts";

/** A run of addresses, both ends included. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** Addresses of one family: runs in ascending order, no two of which touch. */
export type AddressSet = readonly AddressRange[];

/** No address. */
export const noAddress: AddressSet = [];

/** Every address of a family; the same object each time, by which the functions below know it. */
export const allAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: [{ first: 0n, last: (1n << 32n) - 1n }],
  ipv6: [{ first: 0n, last: (1n << 128n) - 1n }],
};

/** Non-unicast addresses, which no connection between two machines has: unspecified, loopback, multicast, broadcast. */
export const nonUnicastAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: [
    { first: 0n, last: 0xffffffn },
    { first: 0x7f000000n, last: 0x7fffffffn },
    { first: 0xe0000000n, last: 0xffffffffn },
  ],
  ipv6: [
    { first: 0n, last: 1n },
    { first: 0xffn << 120n, last: (1n << 128n) - 1n },
  ],
};

/** The addresses that connections between two machines have. */
export const unicastAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: differenceOf(allAddresses.ipv4, nonUnicastAddresses.ipv4),
  ipv6: differenceOf(allAddresses.ipv6, nonUnicastAddresses.ipv6),
};

/** The addresses of fe80::/10, which routers do not pass on. */
export const linkLocalAddresses: AddressSet = [
  { first: 0xfe8n << 116n, last: (0xfecn << 116n) - 1n },
];

/** The set of any runs, in any order. */
export function addressSet(ranges: readonly AddressRange[]): AddressSet {
  const sorted = [...ranges].sort((a, b) => ascending(a.first, b.first));
  const set: AddressRange[] = [];
  for (const range of sorted) {
    append(set, range);
  }
  return set;
}

/** Puts a run behind those of a set, of which none begins after it. */
function append(set: AddressRange[], range: AddressRange): void {
  const before = set.at(-1);
  if (before === undefined || range.first > before.last + 1n) {
    set.push(range);
  } else if (range.last > before.last) {
    set[set.length - 1] = { first: before.first, last: range.last };
  }
}

/** The addresses that are in either set. */
export const unite = rememberingLarge(unionOf);

/** The addresses that are in both sets; the first set itself if the second has all of it. */
export const intersect = rememberingLarge(intersectionOf);

/** The addresses of the first set that are not in the second one; the first set itself if those are all. */
export const subtract = rememberingLarge(differenceOf);

/** The addresses that are in any of several sets; of the same large sets in the same order, the same object. */
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
  const union = addressSet(sets.flat());
  worked?.(union.length);
  if (sets.length >= large) {
    unions.set(first, { sets, union });
  }
  return union;
}

/** The unions of many sets that were worked out last, by the first of the sets. */
const unions = new WeakMap<
  AddressSet,
  { readonly sets: readonly AddressSet[]; readonly union: AddressSet }
>();

function unionOf(a: AddressSet, b: AddressSet): AddressSet {
  if (a.length === 0 || isAll(b)) {
    return b;
  }
  if (b.length === 0 || isAll(a)) {
    return a;
  }
  const set: AddressRange[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && left.first < right.first)) {
      append(set, left as AddressRange);
      i++;
    } else {
      append(set, right);
      j++;
    }
  }
  return set;
}

function intersectionOf(a: AddressSet, b: AddressSet): AddressSet {
  if (a.length === 0 || isAll(b)) {
    return a;
  }
  if (b.length === 0 || isAll(a)) {
    return b;
  }
  const common: AddressRange[] = [];
  let isWhole = true;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as AddressRange;
    const right = b[j] as AddressRange;
    const first = left.first > right.first ? left.first : right.first;
    const last = left.last < right.last ? left.last : right.last;
    if (first <= last) {
      const isLeft = first === left.first && last === left.last;
      common.push(isLeft ? left : { first, last });
      isWhole &&= isLeft;
    }
    if (left.last < right.last) {
      i++;
    } else {
      j++;
    }
  }
  return isWhole && common.length === a.length ? a : common;
}

function differenceOf(a: AddressSet, b: AddressSet): AddressSet {
  if (a.length === 0 || b.length === 0) {
    return a;
  }
  if (isAll(b)) {
    return noAddress;
  }
  const left: AddressRange[] = [];
  let isWhole = true;
  let j = 0;
  for (const range of a) {
    const { first, last } = range;
    let next = first;
    while (j < b.length && (b[j] as AddressRange).last < next) {
      j++;
    }
    for (let k = j; k < b.length && (b[k] as AddressRange).first <= last; k++) {
      const hole = b[k] as AddressRange;
      if (hole.first > next) {
        left.push({ first: next, last: hole.first - 1n });
      }
      next = hole.last + 1n;
      isWhole = false;
    }
    if (next <= last) {
      left.push(next === first ? range : { first: next, last });
    }
  }
  return isWhole ? a : left;
}

/** Whether two sets have the same addresses. */
export function sameAddresses(a: AddressSet, b: AddressSet): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(({ first, last }, index) => first === b[index]?.first && last === b[index].last))
  );
}

/** Counts the addresses of a set; of the same object, once. */
export const countAddresses: (set: AddressSet) => bigint = remembered((set: AddressSet) =>
  set.reduce((sum, { first, last }) => sum + last - first + 1n, 0n),
);

/** The fewest networks that make up a set, in ascending order. */
export function networksOf(set: AddressSet, family: Family): Network[] {
  return [...blocksOf(set, family)].map(({ first, size }) => networkAt(first, size, family));
}

/** The fewest networks that make up a set, one by one: their first addresses and sizes. */
export function* blocksOf(
  set: AddressSet,
  family: Family,
): Generator<{ readonly first: bigint; readonly size: bigint }> {
  const bits = familyBits[family];
  for (const { first, last } of set) {
    for (let next = first; next <= last; ) {
      let size = next === 0n ? 1n << BigInt(bits) : next & -next;
      while (next + size - 1n > last) {
        size >>= 1n;
      }
      yield { first: next, size };
      next += size;
    }
  }
}

/** A set of so many runs is large: its results are remembered, as it is compared with the same sets for many ports. */
const large = 32;

/**
 * An operation on sets; if one of them is large, the result for the same objects is worked out once.
 *
 * @param worked - gets the work that it took, in comparisons of addresses; it is not called for a known result
 */
type Operation = (a: AddressSet, b: AddressSet, worked?: (work: number) => void) => AddressSet;

function rememberingLarge(operation: (a: AddressSet, b: AddressSet) => AddressSet): Operation {
  const results = remembered((_: AddressSet) => new WeakMap<AddressSet, AddressSet>());
  return (a, b, worked) => {
    const isLarge = a.length >= large || b.length >= large;
    const known = isLarge ? results(a).get(b) : undefined;
    if (known !== undefined) {
      return known;
    }
    worked?.(a.length + b.length);
    const result = operation(a, b);
    if (isLarge) {
      results(a).set(b, result);
    }
    return result;
  };
}

function isAll(set: AddressSet): boolean {
  return set === allAddresses.ipv4 || set === allAddresses.ipv6;
}
