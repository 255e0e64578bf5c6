import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  familyOf,
  type Network,
  parseNetwork,
  parseRemoteNetwork,
  sortNetworks,
} from "../../src/net/network.ts";
import { network } from "../support/policies.ts";

const parse = (text: string) => {
  const parsed = parseNetwork(text);
  if (typeof parsed === "string") {
    throw new Error(`${text}: ${parsed}`);
  }
  return parsed;
};

test.for([
  ["198.51.100.7", "198.51.100.7"],
  ["198.51.100.7/32", "198.51.100.7"],
  ["198.51.100.0/24", "198.51.100.0/24"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["255.255.255.255", "255.255.255.255"],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["2001:db8::/32", "2001:db8::/32"],
  ["2001:db8::1/128", "2001:db8::1"],
  ["::", "::"],
  ["::/0", "::/0"],
  ["::1", "::1"],
  ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
  ["::ffff:1", "::ffff:1"],
  ["64:ff9b::198.51.100.7", "64:ff9b::c633:6407"],
] as const)("parses %s as %s", ([given, text]) => {
  expect(parse(given).text).toBe(text);
});

test.for([
  "",
  "localhost",
  "198.51.100",
  "198.51.100.256",
  "198.51.100.7.1",
  "198.51.100.07",
  "0x7f.0.0.1",
  "3325256711",
  "198.51.100.7/33",
  "198.51.100.7/",
  "198.51.100.7/01",
  "198.51.100.7 ",
  " 198.51.100.7",
  "198.51.100.7\n",
  "198.51.100.0/255.255.255.0",
  "[2001:db8::1]",
  "2001:db8::1%eth0",
  "2001:db8::/129",
  "2001:db8:::1",
  "1:2:3:4:5:6:7:8:9",
  "１９８.51.100.7",
  "1.2.3.4,5.6.7.8",
  "user@1.2.3.4",
  null,
  12,
  ["198.51.100.7"],
])("rejects %j as a network", (given) => {
  expect(parseNetwork(given)).toMatch(/^an IPv4 or IPv6 address or network, such as/);
});

test("names the two possible meanings of an address with host bits", () => {
  expect(parseNetwork("198.51.100.7/24")).toBe(
    "the network 198.51.100.0/24 or the address 198.51.100.7",
  );
  expect(parseNetwork("2001:db8::7/32")).toBe(
    "the network 2001:db8::/32 or the address 2001:db8::7",
  );
});

test("rejects an IPv4-mapped IPv6 address, and names what arrives", () => {
  expect(parseRemoteNetwork("::ffff:198.51.100.7")).toMatch(/^a plain IPv4 address/);
  expect(parseRemoteNetwork("::ffff:0:0/96")).toMatch(/^a plain IPv4 address/);
  expect(parseRemoteNetwork("2001:db8::/32")).toEqual(parseNetwork("2001:db8::/32"));
  expect(parseRemoteNetwork("")).toBe(parseNetwork(""));
});

test("accepts an IPv4-mapped network in rules", () => {
  expect(parse("::ffff:198.51.100.7").text).toBe("::ffff:c633:6407");
  expect(parse("::ffff:0.0.0.0/96").text).toBe("::ffff:0:0/96");
  expect(parse("::ffff:10.0.0.0/104").text).toBe("::ffff:a00:0/104");
});

test("parses the addresses that Node.js accepts, and formats them with the same meaning", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 20 })), (text) => {
      const parsed = parseNetwork(text);
      if (typeof parsed === "string") {
        expect(isIP(text)).toBe(0);
      } else {
        const family = isIP(text) === 6 ? "ipv6" : "ipv4";
        const only = new BlockList();
        only.addAddress(text, family);
        expect(only.check(parsed.text, family)).toBe(true);
        expect(parse(parsed.text)).toEqual(parsed);
      }
    }),
    { numRuns: 5000 },
  );
});

const isWithin = (inner: Network, outer: Network) =>
  inner.bits === outer.bits && outer.first <= inner.first && inner.last <= outer.last;

test("contains the same addresses as in Node.js", () => {
  fc.assert(
    fc.property(network, fc.oneof(fc.ipV4(), fc.ipV6()), (text, address) => {
      const family = text.includes(":") ? "ipv6" : "ipv4";
      const inner = parseNetwork(address);
      fc.pre(typeof inner !== "string");
      const list = new BlockList();
      const [start = "", prefix] = text.split("/");
      list.addSubnet(start, Number(prefix), family);
      const isIn = isIP(address) === (family === "ipv6" ? 6 : 4) && list.check(address, family);
      expect(isWithin(inner, parse(text))).toBe(isIn);
      expect(isWithin(parse(text), parse(text))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("sorts networks without duplicates or contained networks", () => {
  const texts = (networks: readonly Network[]) => networks.map((each) => each.text);
  expect(
    texts(
      sortNetworks(
        ["2001:db8::1", "10.0.0.9", "10.0.0.0/8", "9.9.9.9", "9.9.9.9", "2001:db8::/64"].map(parse),
      ),
    ),
  ).toEqual(["9.9.9.9", "10.0.0.0/8", "2001:db8::/64"]);
  fc.assert(
    fc.property(fc.array(network), (given) => {
      const sorted = sortNetworks(given.map(parse));
      expect(sortNetworks([...sorted].reverse())).toEqual(sorted);
      for (const each of given.map(parse)) {
        expect(sorted.filter((outer) => isWithin(each, outer))).toHaveLength(1);
      }
    }),
  );
});

test("returns the family of a network", () => {
  expect(familyOf(parse("198.51.100.7"))).toBe("ipv4");
  expect(familyOf(parse("2001:db8::/32"))).toBe("ipv6");
});
