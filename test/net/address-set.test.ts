import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Address,
  type AddressRange,
  type AddressSet,
  addressSet,
  allAddresses,
  blocksOf,
  countAddresses,
  intersect,
  isLarge,
  networksOf,
  noAddress,
  sameAddresses,
  subtract,
  unite,
  uniteAll,
} from "../../src/net/address-set.ts";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Family } from "../../src/net/types.ts";
import { rangesOf } from "../support/ranges-of.ts";

const last = { ipv4: (1n << 32n) - 1n, ipv6: (1n << 128n) - 1n } as const;

/** Addresses near each other and at the ends, so that runs touch, overlap and fill the family. */
const address = (family: Family) =>
  fc.oneof(
    fc.bigInt({ min: 0n, max: 40n }),
    fc.bigInt({ min: last[family] - 20n, max: last[family] }),
    fc.bigInt({ min: 0n, max: last[family] }),
  );

const ranges = (family: Family) =>
  fc.array(
    fc
      .tuple(address(family), address(family))
      .map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a })),
    { maxLength: 8 },
  );

/** A family, runs for two sets, and addresses at which to compare them. */
const given = fc.constantFrom<Family>("ipv4", "ipv6").chain((family) =>
  fc.record({
    family: fc.constant(family),
    a: ranges(family),
    b: ranges(family),
    samples: fc.array(address(family), { minLength: 20, maxLength: 20 }),
  }),
);

const isIn = (ranges: readonly AddressRange[], address: bigint) =>
  ranges.some(({ first, last }) => first <= address && address <= last);

const has = (set: AddressSet, address: bigint) => isIn(rangesOf(set), address);

function expectApart(set: AddressSet): void {
  const runs = rangesOf(set);
  for (const [index, { first, last }] of runs.entries()) {
    expect(first <= last).toBe(true);
    expect(first > (runs[index - 1]?.last ?? -2n) + 1n).toBe(true);
  }
}

test("unites any runs to a set of separate runs in order", () => {
  fc.assert(
    fc.property(given, ({ a, samples, family }) => {
      const set = addressSet(a, family);
      expectApart(set);
      for (const address of [...samples, ...a.flatMap(({ first, last }) => [first, last])]) {
        expect(has(set, address)).toBe(isIn(a, address));
      }
    }),
  );
});

test("operates on sets as on each of their addresses", () => {
  fc.assert(
    fc.property(given, ({ a, b, samples, family }) => {
      const all = allAddresses[family];
      const copyOfAll = [...all];
      const operands = [addressSet(a, family), addressSet(b, family), all, copyOfAll, noAddress];
      const edges = [...a, ...b].flatMap(({ first, last }) => [first - 1n, first, last, last + 1n]);
      const places = [...samples, ...edges].filter((each) => each >= 0n && each <= last[family]);
      for (const left of operands) {
        for (const right of operands) {
          const sum = unite(left, right);
          const common = intersect(left, right);
          const difference = subtract(left, right);
          for (const each of [sum, common, difference]) {
            expectApart(each);
          }
          const isWrong = (place: bigint) => {
            const [inLeft, inRight] = [has(left, place), has(right, place)];
            return (
              has(sum, place) !== (inLeft || inRight) ||
              has(common, place) !== (inLeft && inRight) ||
              has(difference, place) !== (inLeft && !inRight)
            );
          };
          expect(places.filter(isWrong)).toEqual([]);
          expect(countAddresses(sum) + countAddresses(common)).toBe(
            countAddresses(left) + countAddresses(right),
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("compares sets by their addresses", () => {
  fc.assert(
    fc.property(given, ({ a, b, family }) => {
      const [left, right] = [addressSet(a, family), addressSet(b, family)];
      expect(sameAddresses(left, addressSet([...a].reverse(), family))).toBe(true);
      expect(sameAddresses(left, right)).toBe(
        subtract(left, right).length === 0 && subtract(right, left).length === 0,
      );
    }),
  );
  expect(sameAddresses([1, 3], [1, 4])).toBe(false);
});

test("splits a set exactly into networks that cannot be merged", () => {
  fc.assert(
    fc.property(given, ({ a, family }) => {
      const set = addressSet(a, family);
      const networks = networksOf(set, family);
      expect(
        sameAddresses(
          addressesOf(
            networks.map(({ text }) => text),
            family,
          ),
          set,
        ),
      ).toBe(true);
      expect(
        [...blocksOf(set, family)].map(({ first, size }) => ({
          first: BigInt(first),
          size: BigInt(size),
        })),
      ).toEqual(networks.map(({ first, last }) => ({ first, size: last - first + 1n })));
      for (const [index, { first, last }] of networks.entries()) {
        const size = last - first + 1n;
        expect(first % size).toBe(0n);
        const next = networks[index + 1];
        const areHalves =
          next?.first === last + 1n &&
          next.last - next.first + 1n === size &&
          first % (2n * size) === 0n;
        expect(areHalves).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

test.for([
  [["0.0.0.0/0"], ["0.0.0.0/0"]],
  [["10.0.0.0/9", "10.128.0.0/9"], ["10.0.0.0/8"]],
  [
    ["10.0.0.1", "10.0.0.2"],
    ["10.0.0.1", "10.0.0.2"],
  ],
  [["10.0.0.2", "10.0.0.3"], ["10.0.0.2/31"]],
  [["255.255.255.255"], ["255.255.255.255"]],
  [["::/0"], []],
] as const)("splits %j into the IPv4 networks %j", ([given, networks]) => {
  expect(networksOf(addressesOf(given, "ipv4"), "ipv4").map(({ text }) => text)).toEqual(networks);
});

test("does not change the operands of set operations", () => {
  const a = Object.freeze([1, 6]);
  const b = Object.freeze([3, 10, 20, 31]);
  expect(unite(a, b)).toEqual([1, 10, 20, 31]);
  expect(uniteAll([a, b, [31, 32]])).toEqual([1, 10, 20, 32]);
  expect(intersect(a, b)).toEqual([3, 6]);
  expect(subtract(b, a)).toEqual([6, 10, 20, 31]);
});

test("unites many sets as it unites them in pairs", () => {
  expect(uniteAll([])).toBe(noAddress);
  expect(uniteAll([[1, 6], allAddresses.ipv4])).toBe(allAddresses.ipv4);
  const many = Array.from({ length: 100 }, (_, index) => [3 * index, 3 * index + 1]);
  const union = uniteAll(many);
  expect(union).toEqual(many.flat());
  expect(uniteAll([...many])).toBe(union);
  expect(uniteAll([...many.slice(0, 99), [500, 501]])).toEqual([
    ...many.slice(0, 99).flat(),
    500,
    501,
  ]);
});

test.each(["ipv4", "ipv6"] as const)(
  "recognizes all addresses of %s in the union of their parts",
  (family) => {
    const all = allAddresses[family];
    const [start, end] = all as readonly [Address, Address];
    const middle = typeof start === "bigint" ? 9n : 9;
    expect(unite([start, middle], [middle, end])).toBe(all);
    expect(unite([start, middle], noAddress)).not.toBe(all);
  },
);

test("caches results for large sets", () => {
  const a = Array.from({ length: 100 }, (_, index) => 3 * index);
  const b = [1, 2];
  let count = 0;
  const worked = (work: number) => {
    count += work;
  };
  const difference = subtract(a, b, worked);
  expect(count).toBe(51);
  expect(subtract(a, b, worked)).toBe(difference);
  expect(subtract([1, 6], b, worked)).toEqual([2, 6]);
  expect(subtract([1, 6], b, worked)).toEqual([2, 6]);
  expect(count).toBe(55);
});

test("computes results for small sets each time", () => {
  const [a, b] = [
    [1, 6],
    [4, 9],
  ];
  let count = 0;
  const worked = (work: number) => {
    count += work;
  };
  for (const operation of [unite, intersect, subtract]) {
    const result = operation(a, b, worked);
    expect(operation(a, b, worked)).not.toBe(result);
  }
  expect(count).toBe(12);
  expect(uniteAll([a, b], worked)).not.toBe(uniteAll([a, b]));
  expect(count).toBe(13);
});

test("is large from 32 runs on", () => {
  const runs = (count: number) =>
    Array.from({ length: count }, (_, index) => [3 * index, 3 * index + 1]).flat();
  expect(isLarge(runs(31))).toBe(false);
  expect(isLarge(runs(32))).toBe(true);
});

test.each(["ipv4", "ipv6"] as const)(
  "counts no work if a set of %s determines the result",
  (family) => {
    const all = allAddresses[family];
    const some = addressSet([{ first: 5n, last: 9n }], family);
    const other = addressSet([{ first: 7n, last: 20n }], family);
    const worked = () => {
      throw new Error("compares addresses");
    };
    for (const [result, expected] of [
      [unite(some, some, worked), some],
      [unite(some, noAddress, worked), some],
      [unite(noAddress, some, worked), some],
      [unite(some, all, worked), all],
      [unite(all, some, worked), all],
      [uniteAll([some], worked), some],
      [uniteAll([some, all, other], worked), all],
      [intersect(some, some, worked), some],
      [intersect(some, all, worked), some],
      [intersect(all, some, worked), some],
      [intersect(some, noAddress, worked), noAddress],
      [intersect(noAddress, some, worked), noAddress],
      [subtract(some, noAddress, worked), some],
      [subtract(noAddress, some, worked), noAddress],
      [subtract(some, some, worked), noAddress],
      [subtract(some, all, worked), noAddress],
    ] as const) {
      expect(result).toBe(expected);
    }
  },
);

test.for([
  [[], "ipv4", 0n],
  [["192.0.2.1"], "ipv4", 1n],
  [["192.0.2.0/24", "10.0.0.0/8"], "ipv4", 256n + 2n ** 24n],
  [["0.0.0.0/0"], "ipv4", 2n ** 32n],
  [["fd00::/8", "::1"], "ipv6", 2n ** 120n + 1n],
  [["::/0"], "ipv6", 2n ** 128n],
] as const)("counts the addresses of %j", ([networks, family, count]) => {
  expect(countAddresses(addressesOf(networks, family))).toBe(count);
});
