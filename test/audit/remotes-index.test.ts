import { expect, test } from "vitest";
import { RemotesIndex } from "../../src/audit/remotes-index.ts";
import {
  type AddressSet,
  noAddress,
  nonUnicastAddresses,
  subtract,
} from "../../src/net/address-set.ts";
import { addressesOf } from "../../src/net/network-list.ts";

/** Returns the names of networks in a finding. */
function named(...networks: readonly string[]): readonly string[] | "any" {
  const index = new RemotesIndex(["ipv4", "ipv6"]);
  const remotes = { ipv4: addressesOf(networks, "ipv4"), ipv6: addressesOf(networks, "ipv6") };
  return index.whoMay(index.concerned(remotes)).sources;
}

test("names networks as a rule does, even if they contain non-unicast addresses", () => {
  const networks = ["0.0.0.0/2", "128.0.0.0/1", "::/96", "2002:a00::/24"];
  expect(named(...networks.slice(0, 1))).toEqual(["0.0.0.0/2"]);
  expect(named(...networks.slice(1))).toEqual(["128.0.0.0/1", "::/96", "2002:a00::/24"]);
  expect(named("fe00::/7")).toEqual(["fe00::/8"]);
});

test("adds no non-unicast addresses that save no network", () => {
  expect(named("1.0.0.0/8", "126.0.0.0/8", "223.255.255.255")).toEqual([
    "1.0.0.0/8",
    "126.0.0.0/8",
    "223.255.255.255",
  ]);
});

test("treats networks alike with and without their non-unicast addresses", () => {
  const index = new RemotesIndex(["ipv6"]);
  const whole = addressesOf(["::/96"], "ipv6");
  const unicast = subtract(whole, nonUnicastAddresses.ipv6);
  const concerned = (ipv6: AddressSet) => index.concerned({ ipv4: noAddress, ipv6 });
  expect(concerned(unicast)).toBe(concerned(whole));
});

test("adds nothing to a long list, whose gaps make very many networks", () => {
  const many = Array.from({ length: 60 }, (_, index) => `2001:db8:${index.toString(16)}::1`);
  expect(named("::/96", ...many)).not.toContain("::/96");
  expect(named("::/96", ...many.slice(0, 40))).toContain("::/96");
});
