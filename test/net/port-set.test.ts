import fc from "fast-check";
import { expect, test } from "vitest";
import { covers } from "../../src/net/port-range.ts";
import {
  commonPorts,
  isMostPorts,
  otherPorts,
  portCount,
  portSet,
  readPortList,
  readPorts,
} from "../../src/net/port-set.ts";
import type { PortRange } from "../../src/net/types.ts";

const port = fc.oneof(
  fc.integer({ min: -5, max: 30 }),
  fc.integer({ min: 65520, max: 65545 }),
  fc.integer({ min: 0, max: 65535 }),
);
const ranges = fc.array(
  fc.tuple(port, port).map(([from, through]) => ({ from, through })),
  { maxLength: 8 },
);
const isIn = (set: readonly PortRange[], port: number) => set.some((range) => covers(range, port));

/** The ports at which a set can change, and their neighbors. */
const placesOf = (...sets: readonly (readonly PortRange[])[]) =>
  [
    1,
    65535,
    ...sets.flat().flatMap(({ from, through }) => [from - 1, from, through, through + 1]),
  ].filter((port) => port >= 1 && port <= 65535);

function expectApart(set: readonly PortRange[]): void {
  for (const [index, { from, through }] of set.entries()) {
    expect(from).toBeGreaterThan((set[index - 1]?.through ?? -1) + 1);
    expect(from).toBeGreaterThan(0);
    expect(through).toBeGreaterThanOrEqual(from);
    expect(through).toBeLessThan(65536);
  }
}

test("unites ranges to disjoint ranges in order, without invalid ports", () => {
  fc.assert(
    fc.property(ranges, (ranges) => {
      const set = portSet(ranges);
      expectApart(set);
      for (const port of placesOf(ranges)) {
        expect(isIn(set, port)).toBe(isIn(ranges, port));
      }
    }),
  );
});

test("computes complements and intersections as for each port", () => {
  fc.assert(
    fc.property(ranges, ranges, (a, b) => {
      const [left, right] = [portSet(a), portSet(b)];
      const others = otherPorts(left);
      const common = commonPorts(left, right);
      expectApart(others);
      expectApart(common);
      for (const port of placesOf(a, b)) {
        expect(isIn(others, port)).toBe(!isIn(left, port));
        expect(isIn(common, port)).toBe(isIn(left, port) && isIn(right, port));
      }
      expect(otherPorts(others)).toEqual(left);
    }),
  );
});

test("omits ports 0 and 65536", () => {
  expect(portSet([{ from: 0, through: 70000 }])).toEqual([{ from: 1, through: 65535 }]);
  expect(portSet([{ from: 0, through: 0 }])).toEqual([]);
  expect(otherPorts([])).toEqual([{ from: 1, through: 65535 }]);
  expect(otherPorts([{ from: 1, through: 65535 }])).toEqual([]);
});

test.for([
  ["22", ":", { from: 22, through: 22 }],
  ["0", ":", { from: 0, through: 0 }],
  ["65535", ":", { from: 65535, through: 65535 }],
  ["49152:65534", ":", { from: 49152, through: 65534 }],
  ["49152_65534", "_", { from: 49152, through: 65534 }],
  [":1023", ":", { from: 0, through: 1023 }],
  ["1024:", ":", { from: 1024, through: 65535 }],
  ["22:22", ":", { from: 22, through: 22 }],
] as const)("parses %j with the separator %j", ([text, separator, range]) => {
  expect(readPorts(text, separator)).toEqual(range);
});

test.for([
  "",
  ":",
  "65536",
  "100000",
  "22:21",
  "22:23:24",
  "ssh",
  "-1",
  "+22",
  "22 ",
  "2e1",
  "0x16",
  "022",
  "00",
  "22:070",
  "２２",
  "22-23",
])("rejects %j as a port", (text) => {
  expect(readPorts(text, ":")).toBeUndefined();
});

test("parses a list of ports only if every port is valid", () => {
  expect(readPortList(["22", "80:90"], ":")).toEqual([
    { from: 22, through: 22 },
    { from: 80, through: 90 },
  ]);
  expect(readPortList(["22", "ssh"], ":")).toBeUndefined();
  expect(readPortList([], ":")).toEqual([]);
});

test("counts the ports of ranges, both ends included", () => {
  expect(portCount([])).toBe(0);
  expect(
    portCount([
      { from: 22, through: 22 },
      { from: 1000, through: 1999 },
    ]),
  ).toBe(1001);
});

test("counts more than half of all ports as most", () => {
  expect(isMostPorts(32767)).toBe(false);
  expect(isMostPorts(32768)).toBe(true);
});
