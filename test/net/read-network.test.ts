import { expect, test } from "vitest";
import { networkList } from "../../src/net/network-list.ts";
import { readAddresses, readNetwork } from "../../src/net/read-network.ts";

test.for([
  ["192.0.2.1", "ipv4", ["192.0.2.1"]],
  ["192.0.2.1/24", "ipv4", ["192.0.2.0/24"]],
  ["0.0.0.0/0", "ipv4", ["0.0.0.0/0"]],
  ["2001:db8::1/32", "ipv6", ["2001:db8::/32"]],
] as const)("parses %s as a network of %s, without host bits", ([text, family, networks]) => {
  const read = readNetwork(text);
  expect(read?.family).toBe(family);
  expect(read && networkList(read.set, read.family)).toEqual(networks);
});

test("rejects input that is malformed or of the other family", () => {
  expect(readNetwork("192.0.2")).toBeUndefined();
  expect(readAddresses("192.0.2", "ipv4")).toBeUndefined();
  expect(readAddresses("192.0.2.1", "ipv6")).toBeUndefined();
  expect(readAddresses("::1", "ipv4")).toBeUndefined();
  expect(networkList(readAddresses("::1", "ipv6") ?? [], "ipv6")).toEqual(["::1"]);
});
