import { expect, test } from "vitest";
import { allAddresses, noAddress, subtract } from "../../src/net/address-set.ts";
import {
  addressesOf,
  isNetworkList,
  joinNetworkLists,
  networkList,
} from "../../src/net/network-list.ts";
import { allFamilies, whoMayOf } from "../../src/net/remote-addresses.ts";

const ipv4 = addressesOf(["198.51.100.0/24", "203.0.113.7"], "ipv4");
const ipv6 = addressesOf(["2001:db8::/32"], "ipv6");

test("returns the same frozen list for a set", () => {
  const list = networkList(ipv4, "ipv4");
  expect(list).toEqual(["198.51.100.0/24", "203.0.113.7"]);
  expect(networkList(ipv4, "ipv4")).toBe(list);
  expect(Object.isFrozen(list)).toBe(true);
  expect(isNetworkList(list)).toBe(true);
});

test("returns the set from which a list was created", () => {
  const both = joinNetworkLists(networkList(ipv4, "ipv4"), networkList(ipv6, "ipv6"));
  expect(both).toEqual(["198.51.100.0/24", "203.0.113.7", "2001:db8::/32"]);
  expect(joinNetworkLists(networkList(ipv4, "ipv4"), networkList(ipv6, "ipv6"))).toBe(both);
  expect(addressesOf(both, "ipv4")).toBe(ipv4);
  expect(addressesOf(both, "ipv6")).toBe(ipv6);
  expect(addressesOf(networkList(ipv4, "ipv4"), "ipv6")).toEqual(noAddress);
});

test("parses a frozen list once, and a mutable one each time", () => {
  const list = ["198.51.100.7"];
  expect(addressesOf(list, "ipv4")).not.toBe(addressesOf(list, "ipv4"));
  list[0] = "198.51.100.8";
  const changed = addressesOf(list, "ipv4");
  Object.freeze(list);
  expect(addressesOf(list, "ipv4")).toEqual(changed);
  expect(addressesOf(list, "ipv4")).toBe(addressesOf(list, "ipv4"));
  expect(isNetworkList(list)).toBe(false);
});

test("names equal sets with the same object", () => {
  const remotes = { ipv4: subtract(allAddresses.ipv4, ipv4), ipv6 };
  const who = whoMayOf(remotes, ["ipv4"]);
  expect(who).toEqual({ sources: "any", except: ["198.51.100.0/24", "203.0.113.7"] });
  expect(whoMayOf({ ...remotes }, ["ipv4"])).toBe(who);
  expect(whoMayOf(remotes, allFamilies)).not.toBe(who);
});

test("joins a list with an empty one to the list itself", () => {
  const list = networkList(ipv4, "ipv4");
  const none = networkList(noAddress, "ipv6");
  expect(joinNetworkLists(list, none)).toBe(list);
  expect(joinNetworkLists(none, list)).toBe(list);
});
