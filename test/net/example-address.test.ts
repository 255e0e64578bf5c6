import { expect, test } from "vitest";
import { allAddresses } from "../../src/net/address-set.ts";
import { exampleAddress } from "../../src/net/example-address.ts";
import { addressesOf, networkList } from "../../src/net/network-list.ts";
import type { Family } from "../../src/net/types.ts";

const exampleOf = (networks: readonly string[], family: Family) =>
  networkList(exampleAddress(addressesOf(networks, family), family), family);

test("returns a documentation address if the set contains one", () => {
  expect(networkList(exampleAddress(allAddresses.ipv4, "ipv4"), "ipv4")).toEqual(["198.51.100.1"]);
  expect(networkList(exampleAddress(allAddresses.ipv6, "ipv6"), "ipv6")).toEqual(["2001:db8::1"]);
  expect(exampleOf(["10.0.0.0/8", "198.51.100.0/24"], "ipv4")).toEqual(["198.51.100.1"]);
});

test("returns the first address if the set contains no documentation address", () => {
  expect(exampleOf(["10.0.0.0/8", "192.0.2.0/24"], "ipv4")).toEqual(["10.0.0.0"]);
  expect(exampleOf(["fd00::/8"], "ipv6")).toEqual(["fd00::"]);
});
