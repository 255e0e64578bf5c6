import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeAdjacent, overlay, type PortInterval, sweep } from "../../src/net/port-map.ts";

const interval = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 65520, max: 65535 })),
    fc.nat(12),
    fc.constantFrom("a", "b", "c"),
  )
  .map(
    ([from, length, value]): PortInterval<string> => ({
      from,
      through: Math.min(from + length, 65535),
      value,
    }),
  );

const probes = [...Array.from({ length: 35 }, (_, index) => index + 1), 40_000, 65_519, 65_535];

describe("sweep", () => {
  test("visits all ports once, with the values that cover each, in order", () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 8 }), (intervals) => {
        const pieces = sweep(intervals, (ports, values) => ({ ...ports, values }));
        let next = 1;
        for (const { from, through } of pieces) {
          expect(from).toBe(next);
          expect(through).toBeGreaterThanOrEqual(from);
          next = through + 1;
        }
        expect(next).toBe(65536);
        for (const port of probes) {
          const piece = pieces.find(({ from, through }) => from <= port && port <= through);
          expect(piece?.values).toEqual(
            intervals
              .filter(({ from, through }) => from <= port && port <= through)
              .map(({ value }) => value),
          );
        }
      }),
    );
  });
});

describe("overlay", () => {
  test("passes the value of each map, and undefined in gaps", () => {
    expect(
      overlay(
        [
          [{ from: 10, through: 20, value: "a" }],
          [
            { from: 1, through: 12, value: "b" },
            { from: 15, through: 65535, value: "c" },
          ],
        ],
        ({ from, through }, values) => [from, through, ...values],
      ),
    ).toEqual([
      [1, 9, undefined, "b"],
      [10, 12, "a", "b"],
      [13, 14, "a", undefined],
      [15, 20, "a", "c"],
      [21, 65535, undefined, "c"],
    ]);
    expect(overlay([], (ports) => ports)).toEqual([{ from: 1, through: 65535 }]);
  });
});

describe("mergeAdjacent", () => {
  test("joins adjacent equal intervals, and keeps the first value", () => {
    const map = [
      { from: 1, through: 2, value: "a" },
      { from: 3, through: 4, value: "A" },
      { from: 6, through: 7, value: "a" },
      { from: 8, through: 9, value: "b" },
    ];
    expect(mergeAdjacent(map, (a, b) => a.toLowerCase() === b.toLowerCase())).toEqual([
      { from: 1, through: 4, value: "a" },
      { from: 6, through: 7, value: "a" },
      { from: 8, through: 9, value: "b" },
    ]);
  });
});
