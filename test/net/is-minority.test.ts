import { expect, test } from "vitest";
import { allAddresses } from "../../src/net/address-set.ts";
import { isMinority } from "../../src/net/is-minority.ts";
import { addressesOf } from "../../src/net/network-list.ts";

test.for([
  [[], true],
  [["192.0.2.1"], true],
  [["0.0.0.0/2", "64.0.0.0/3"], true],
  [["0.0.0.0/1"], false],
  [["0.0.0.0/1", "192.0.2.1"], false],
  [["0.0.0.0/0"], false],
] as const)("returns whether %j is less than half of IPv4", ([networks, expected]) => {
  expect(isMinority(addressesOf(networks, "ipv4"), "ipv4")).toBe(expected);
});

test("compares with all addresses of IPv6", () => {
  expect(isMinority(addressesOf(["::/2"], "ipv6"), "ipv6")).toBe(true);
  expect(isMinority(addressesOf(["::/1"], "ipv6"), "ipv6")).toBe(false);
  expect(isMinority(allAddresses.ipv6, "ipv6")).toBe(false);
});
