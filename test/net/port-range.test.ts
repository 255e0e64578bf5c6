import { expect, test } from "vitest";
import { covers, overlaps, rangeText } from "../../src/net/port-range.ts";

test.for([
  [10, 20, true],
  [1, 10, true],
  [20, 30, true],
  [12, 13, true],
  [1, 30, true],
  [1, 9, false],
  [21, 30, false],
] as const)("returns whether 10-20 and %i-%i overlap", ([from, through, expected]) => {
  expect(overlaps({ from: 10, through: 20 }, { from, through })).toBe(expected);
});

test("covers both ends of a range, but nothing beyond", () => {
  const range = { from: 10, through: 20 };
  expect([9, 10, 15, 20, 21].map((port) => covers(range, port))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test("formats a single port as a number, and a range with the given separator", () => {
  expect(rangeText({ from: 22, through: 22 })).toBe("22");
  expect(rangeText({ from: 49152, through: 65534 })).toBe("49152-65534");
  expect(rangeText({ from: 49152, through: 65534 }, ":")).toBe("49152:65534");
});
