import { expect, test } from "vitest";
import type { AddressSet } from "../../src/net/address-set.ts";
import { addressesOf } from "../../src/net/network-list.ts";
import type { PortInterval } from "../../src/net/port-map.ts";
import * as net from "../../src/net/trusted-remotes.ts";

const trustedRemotes = (intervals: readonly PortInterval<AddressSet>[]) =>
  net.trustedRemotes(intervals, (addresses) => addresses);

const office = addressesOf(["198.51.100.0/24"], "ipv4");
const mail = addressesOf(["192.0.2.25"], "ipv4");
const home = addressesOf(["203.0.113.0/24"], "ipv4");
const interval = (from: number, through: number, value = office) => ({ from, through, value });

test("finds the addresses that are open on most ports, wherever the ports are", () => {
  expect(trustedRemotes([interval(1, 65535)])).toBe(office);
  expect(trustedRemotes([interval(1, 24), interval(25, 25, mail), interval(26, 65535)])).toBe(
    office,
  );
  expect(trustedRemotes([interval(1, 20000, mail), interval(20001, 65535)])).toBe(office);
});

test("finds none if no addresses are open on most ports", () => {
  expect(trustedRemotes([])).toEqual([]);
  expect(trustedRemotes([interval(25, 25, mail)])).toEqual([]);
  expect(trustedRemotes([interval(1, 30000, mail), interval(30001, 60000)])).toEqual([]);
});

test.for([
  ["first", [interval(1, 40_000), interval(40_001, 65_535, mail)]],
  [
    "first, in pieces",
    [interval(1, 20_000), interval(20_001, 40_000), interval(40_001, 65_535, mail)],
  ],
  [
    "last, in pieces",
    [
      interval(1, 10_000, mail),
      interval(10_001, 19_999, home),
      interval(20_000, 35_000),
      interval(35_001, 50_000),
      interval(50_001, 65_535),
    ],
  ],
  [
    "last, port by port",
    [
      interval(1, 20_000, mail),
      ...Array.from({ length: 45_535 }, (_, index) => interval(20_001 + index, 20_001 + index)),
    ],
  ],
  [
    "in between",
    [
      interval(1, 10_000),
      interval(10_001, 25_000, mail),
      interval(25_001, 30_000, mail),
      interval(30_001, 52_768),
      interval(52_769, 65_535, home),
    ],
  ],
] as const)("finds the addresses that are open on most ports if they come %s", ([, intervals]) => {
  expect(trustedRemotes(intervals)).toBe(office);
});

test("counts more than half of all ports as most, but not exactly half", () => {
  expect(trustedRemotes([interval(1, 32_768)])).toBe(office);
  expect(trustedRemotes([interval(1, 32_767)])).toEqual([]);
});
