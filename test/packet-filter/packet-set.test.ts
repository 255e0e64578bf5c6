import fc from "fast-check";
import { expect, test } from "vitest";
import { addressSet, allAddresses, sameAddresses } from "../../src/net/address-set.ts";
import { covers } from "../../src/net/port-range.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import {
  everything,
  join,
  joinAll,
  meet,
  type Region,
  Union,
  without,
} from "../../src/packet-filter/packet-set.ts";

const lastAddress = (1n << 32n) - 1n;
const port = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  fc.integer({ min: 65520, max: 65535 }),
  fc.integer({ min: 1, max: 65535 }),
);
const address = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: lastAddress - 10n, max: lastAddress }),
);
const peers = fc.oneof(
  fc.constant(allAddresses.ipv4),
  fc
    .array(
      fc.tuple(address, address).map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a })),
      { minLength: 1, maxLength: 4 },
    )
    .map(addressSet),
);
/** Few sets, which come again in other strips as they do in a firewall. */
const region: fc.Arbitrary<Region> = fc
  .tuple(
    fc.uniqueArray(port, { maxLength: 12 }),
    fc.array(peers, { minLength: 1, maxLength: 3 }),
    fc.infiniteStream(fc.nat(100)),
  )
  .map(([ports, sets, choices]) => {
    const cuts = [...ports].sort((a, b) => a - b);
    return cuts.flatMap((from, index) => {
      const through = (cuts[index + 1] ?? 65536) - 1;
      const choice = choices.next().value as number;
      const set = sets[choice % sets.length] as (typeof sets)[0];
      return choice % 3 === 0 ? [] : [{ from, through, peers: set }];
    });
  });

const has = (region: Region, port: number, address: bigint) =>
  region.some(
    (strip) =>
      covers(strip, port) &&
      strip.peers.some(({ first, last }) => first <= address && address <= last),
  );

const addresses = [
  ...Array.from({ length: 22 }, (_, index) => BigInt(index)),
  ...Array.from({ length: 12 }, (_, index) => lastAddress - BigInt(index)),
  1n << 31n,
];

/** Calls a function at every port where a region can change, with each address that can differ. */
function everywhere(regions: readonly Region[], check: (port: number, address: bigint) => void) {
  const ports = new Set([1, 65535]);
  for (const { from, through } of regions.flat()) {
    for (const port of [from - 1, from, through, through + 1]) {
      if (port >= 1 && port <= 65535) {
        ports.add(port);
      }
    }
  }
  for (const port of ports) {
    for (const address of addresses) {
      check(port, address);
    }
  }
}

/** That strips are in order, apart, and none without peers. */
function expectApart(region: Region): void {
  for (const [index, strip] of region.entries()) {
    expect(strip.peers.length).toBeGreaterThan(0);
    expect(strip.through).toBeGreaterThanOrEqual(strip.from);
    expect(strip.from).toBeGreaterThan(region[index - 1]?.through ?? 0);
  }
}

/** That nothing is in two strips that could be in one. */
function expectShort(region: Region): void {
  for (const [index, strip] of region.entries()) {
    const before = region[index - 1];
    expect(before?.through === strip.from - 1 && sameAddresses(before.peers, strip.peers)).toBe(
      false,
    );
  }
}

test("operations on regions are those on each connection", () => {
  fc.assert(
    fc.property(region, region, (a, b) => {
      const budget = new Budget();
      const both = meet(a, b, budget);
      const either = join(a, b, budget);
      const only = without(a, b, budget);
      for (const result of [both, either, only]) {
        expectApart(result);
      }
      for (const result of [both, only]) {
        expectShort(result);
      }
      everywhere([a, b], (port, address) => {
        const [inA, inB] = [has(a, port, address), has(b, port, address)];
        expect(has(both, port, address)).toBe(inA && inB);
        expect(has(either, port, address)).toBe(inA || inB);
        expect(has(only, port, address)).toBe(inA && !inB);
      });
    }),
    { numRuns: 150 },
  );
});

test("of several regions, any has what is in one, also where they are added one by one", () => {
  fc.assert(
    fc.property(fc.array(region, { maxLength: 9 }), (regions) => {
      const budget = new Budget();
      const union = new Union(budget);
      for (const each of regions) {
        union.add(each);
      }
      const sums = [joinAll(regions, budget), union.region()];
      everywhere(regions, (port, address) => {
        const isIn = regions.some((each) => has(each, port, address));
        for (const sum of sums) {
          expect(has(sum, port, address)).toBe(isIn);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test("everything is every port and address, without which nothing is left", () => {
  const all = everything("ipv6");
  expect(all).toEqual([{ from: 1, through: 65535, peers: allAddresses.ipv6 }]);
  expect(without(all, all, new Budget())).toEqual([]);
  expect(meet(all, all, new Budget())).toEqual(all);
  expect(joinAll([], new Budget())).toEqual([]);
});

test("a region that is added a thousand times stays as small as it is", () => {
  const budget = new Budget(20_000);
  const union = new Union(budget);
  for (let count = 0; count < 1000; count++) {
    union.add(everything("ipv4"));
  }
  expect(union.region()).toEqual(everything("ipv4"));
});

test("work costs by what it compares, and no more where the peers of strips are the same set", () => {
  const many = addressSet(
    Array.from({ length: 1000 }, (_, index) => ({
      first: BigInt(3 * index),
      last: BigInt(3 * index),
    })),
  );
  const others = addressSet([{ first: 1n, last: 1n }]);
  const strips = (peers: typeof many) =>
    Array.from({ length: 500 }, (_, index) => ({
      from: 2 * index + 1,
      through: 2 * index + 1,
      peers,
    }));
  const budget = new Budget(10_000);
  expect(meet(strips(many), strips(others), budget)).toEqual([]);
  expect(without(strips(many), strips(others), budget)).toHaveLength(500);
  expect(join(strips(many), strips(others), budget)).toHaveLength(500);
  expect(() => {
    for (const { peers } of strips(many)) {
      meet([{ from: 1, through: 1, peers }], strips(others), budget);
    }
  }).toThrow("the rules combine in more ways than can be followed");
});
