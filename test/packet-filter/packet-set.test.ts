import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AddressSet,
  addressSet,
  allAddresses,
  sameAddresses,
} from "../../src/net/address-set.ts";
import { covers } from "../../src/net/port-range.ts";
import type { Origin } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import {
  Deciders,
  type Decisions,
  decisionOf,
  decisionsOf,
  originsOf,
} from "../../src/packet-filter/decisions.ts";
import {
  allPackets,
  join,
  joinAll,
  meet,
  type PacketSet,
  type Packets,
  Union,
  without,
} from "../../src/packet-filter/packet-set.ts";
import { rangesOf } from "../support/ranges-of.ts";

/** Packets with a deciding place, or without a decision. */
const decidedBy = (remotes: AddressSet, origin: Origin | null): Packets => ({
  remotes,
  decisions: origin ? decisionOf(origin, remotes) : undefined,
});

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
const remotes = fc.oneof(
  fc.constant(allAddresses.ipv4),
  fc
    .array(
      fc.tuple(address, address).map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a })),
      { minLength: 1, maxLength: 4 },
    )
    .map((ranges) => addressSet(ranges, "ipv4")),
);
const origins: readonly Origin[] = [1, 2, 3].map((line) => ({
  input: 0,
  line,
  text: "",
  table: null,
  chain: null,
}));

/** A few sets, which recur in several intervals as in a firewall. */
const packetSet: fc.Arbitrary<PacketSet> = fc
  .tuple(
    fc.uniqueArray(port, { maxLength: 12 }),
    fc.array(remotes, { minLength: 1, maxLength: 3 }),
    fc.infiniteStream(fc.nat(100)),
  )
  .map(([ports, sets, choices]) => {
    const cuts = [...ports].sort((a, b) => a - b);
    return cuts.flatMap((from, index) => {
      const through = (cuts[index + 1] ?? 65536) - 1;
      const choice = choices.next().value as number;
      const set = sets[choice % sets.length] as (typeof sets)[0];
      return choice % 3 === 0
        ? []
        : [{ from, through, value: decidedBy(set, origins[choice % 4] ?? null) }];
    });
  });

const has = (packets: PacketSet, port: number, address: bigint) =>
  packets.some(
    (interval) =>
      covers(interval, port) &&
      rangesOf(interval.value.remotes).some(
        ({ first, last }) => first <= address && address <= last,
      ),
  );

const addresses = [
  ...Array.from({ length: 22 }, (_, index) => BigInt(index)),
  ...Array.from({ length: 12 }, (_, index) => lastAddress - BigInt(index)),
  1n << 31n,
];

/** Returns where a check fails, over every port at which a packet set can change, and every address that can differ. */
function failures(
  sets: readonly PacketSet[],
  check: (port: number, address: bigint) => boolean,
): readonly (readonly [number, bigint])[] {
  const edges = sets
    .flat()
    .flatMap(({ from, through }) => [from - 1, from, through, through + 1])
    .filter((port) => port >= 1 && port <= 65535);
  return [...new Set([1, 65535, ...edges])].flatMap((port) =>
    addresses.filter((address) => !check(port, address)).map((address) => [port, address] as const),
  );
}

/** Expects intervals in order, disjoint, none without remote addresses. */
function expectApart(packets: PacketSet): void {
  for (const [index, interval] of packets.entries()) {
    expect(interval.value.remotes.length).toBeGreaterThan(0);
    expect(interval.through).toBeGreaterThanOrEqual(interval.from);
    expect(interval.from).toBeGreaterThan(packets[index - 1]?.through ?? 0);
  }
}

/** Expects that no two adjacent intervals could be joined. */
function expectShort(packets: PacketSet): void {
  for (const [index, interval] of packets.entries()) {
    const before = packets[index - 1];
    expect(
      before?.through === interval.from - 1 &&
        before.value.decisions === interval.value.decisions &&
        sameAddresses(before.value.remotes, interval.value.remotes),
    ).toBe(false);
  }
}

test("operates on packet sets as on each of their packets", () => {
  fc.assert(
    fc.property(packetSet, packetSet, (a, b) => {
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
      const wrong = failures([a, b], (port, address) => {
        const [inA, inB] = [has(a, port, address), has(b, port, address)];
        return (
          has(both, port, address) === (inA && inB) &&
          has(either, port, address) === (inA || inB) &&
          has(only, port, address) === (inA && !inB)
        );
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("contains every set in a union, even if the sets are added one by one", () => {
  fc.assert(
    fc.property(fc.array(packetSet, { maxLength: 9 }), (sets) => {
      const budget = new Budget();
      const union = new Union(budget);
      for (const each of sets) {
        union.add(each);
      }
      const sums = [joinAll(sets, budget), union.packets()];
      const wrong = failures(sets, (port, address) => {
        const isIn = sets.some((each) => has(each, port, address));
        return sums.every((sum) => has(sum, port, address) === isIn);
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("contains every port and address in allPackets", () => {
  const all = allPackets("ipv6");
  expect(all).toEqual([{ from: 1, through: 65535, value: decidedBy(allAddresses.ipv6, null) }]);
  expect(without(all, all, new Budget())).toEqual([]);
  expect(meet(all, all, new Budget())).toEqual(all);
  expect(joinAll([], new Budget())).toEqual([]);
});

test("does not grow when a set is added a thousand times", () => {
  const budget = new Budget(20_000);
  const union = new Union(budget);
  for (let count = 0; count < 1000; count++) {
    union.add(allPackets("ipv4"));
  }
  expect(union.packets()).toEqual(allPackets("ipv4"));
});

test("counts work per comparison, once for intervals with the same packets", () => {
  const many = addressSet(
    Array.from({ length: 1000 }, (_, index) => ({
      first: BigInt(3 * index),
      last: BigInt(3 * index),
    })),
    "ipv4",
  );
  const others = [1, 2];
  const intervals = (remotes: typeof many) => {
    const value = decidedBy(remotes, null);
    return Array.from({ length: 500 }, (_, index) => ({
      from: 2 * index + 1,
      through: 2 * index + 1,
      value,
    }));
  };
  const budget = new Budget(10_000);
  expect(meet(intervals(many), intervals(others), budget)).toEqual([]);
  expect(without(intervals(many), intervals(others), budget)).toHaveLength(500);
  expect(join(intervals(many), intervals(others), budget)).toHaveLength(500);
  for (const interval of intervals(many)) {
    meet([interval], intervals(others), budget);
  }
  expect(() => {
    for (const { from } of intervals(many)) {
      const value = decidedBy([...many], null);
      meet([{ from, through: from, value }], intervals(others), budget);
    }
  }).toThrow("the rules combine in too many ways to follow");
});

const [first, second, third] = origins as readonly [Origin, Origin, Origin];
const at22 = (from: bigint, last: bigint, origin: Origin | null): PacketSet => [
  { from: 22, through: 22, value: decidedBy([Number(from), Number(last) + 1], origin) },
];
const mostOf = (packets: PacketSet, deciders = new Deciders()) => {
  const [{ value }] = packets as readonly [PacketSet[0]];
  return deciders.mostOf(value.decisions as Decisions, value.remotes);
};

test("names the place that decided about the most addresses when sets are joined", () => {
  const originOf = (...sets: readonly PacketSet[]) => mostOf(joinAll(sets, new Budget())).origin;
  expect(originOf(at22(0n, 9n, first), at22(5n, 19n, second))).toBe(first);
  expect(originOf(at22(0n, 9n, first), at22(5n, 20n, second))).toBe(second);
  expect(originOf(at22(0n, 9n, first), at22(10n, 11n, second), at22(20n, 21n, second))).toBe(first);
  expect(originOf(at22(0n, 0n, first), at22(10n, 99n, null))).toBe(first);
  expect(originOf(at22(0n, 99n, null), at22(10n, 19n, second))).toBe(second);
});

test("keeps the share of each place in sets of any size", () => {
  const budget = new Budget();
  const both = joinAll([at22(0n, 9n, first), at22(10n, 12n, second), at22(0n, 20n, third)], budget);
  expect(originsOf(both[0]?.value.decisions as Decisions)).toEqual([first, second, third]);
  expect(mostOf(both)).toEqual({ origin: first, share: [0, 10] });
  expect(mostOf(without(both, at22(0n, 4n, null), budget))).toEqual({
    origin: third,
    share: [13, 21],
  });
  expect(mostOf(meet(both, at22(9n, 12n, second), budget))).toEqual({
    origin: second,
    share: [10, 13],
  });
  expect(mostOf(meet(both, at22(9n, 12n, third), budget, "second"))).toEqual({
    origin: third,
    share: [9, 13],
  });
});

test("keeps parts without a place", () => {
  const value = decidedBy([0, 10], null);
  const decisions = decisionsOf(
    [first, null],
    [
      [0, 2],
      [2, 10],
    ],
    value.remotes,
  );
  expect(mostOf([{ from: 22, through: 22, value: { ...value, decisions } }])).toEqual({
    origin: null,
    share: [2, 10],
  });
});

test("computes decisions about the same addresses once", () => {
  const both = join(at22(0n, 9n, first), at22(10n, 12n, second), new Budget());
  const deciders = new Deciders(40);
  for (let count = 0; count < 1000; count++) {
    expect(mostOf(both, deciders).origin).toBe(first);
  }
});

test("names the first deciding place once the budget is spent", () => {
  const budget = new Budget();
  const deciders = new Deciders(0);
  // The first comparison exceeds the budget.
  expect(mostOf(join(at22(0n, 1n, first), at22(2n, 9n, second), budget), deciders).origin).toBe(
    second,
  );
  const others = join(at22(0n, 1n, third), at22(2n, 9n, second), budget);
  expect(mostOf(others, deciders).origin).toBe(third);
  expect(mostOf(meet(others, at22(0n, 5n, first), budget), deciders).origin).toBe(third);
  const value = decidedBy([0, 10], null);
  const decisions = decisionsOf([first, second], [[0, 2], value.remotes], value.remotes);
  expect(mostOf([{ from: 22, through: 22, value: { ...value, decisions } }], deciders).origin).toBe(
    first,
  );
});
