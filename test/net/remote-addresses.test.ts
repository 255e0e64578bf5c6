import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressSet,
  allAddresses,
  intersect,
  networksOf,
  noAddress,
  subtract,
  unite,
} from "../../src/net/address-set.ts";
import {
  allFamilies,
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  sameRemotes,
  whoMayOf,
} from "../../src/net/remote-addresses.ts";
import type { Family } from "../../src/net/types.ts";

const set = (bits: number) =>
  fc
    .array(
      fc
        .tuple(
          fc.oneof(
            fc.bigInt({ min: 0n, max: 64n }),
            fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }),
          ),
          fc.bigInt({ min: 0n, max: 1000n }),
        )
        .map(([first, length]) => {
          const end = (1n << BigInt(bits)) - 1n;
          return { first, last: first + length > end ? end : first + length };
        }),
      { maxLength: 4 },
    )
    .chain((ranges) => {
      const family = bits === 32 ? "ipv4" : "ipv6";
      const some = addressSet(ranges, family);
      const all = allAddresses[family];
      return fc.constantFrom(some, subtract(all, some), all, noAddress);
    });

const peers: fc.Arbitrary<RemoteAddresses> = fc.record({ ipv4: set(32), ipv6: set(128) });
const families: fc.Arbitrary<readonly Family[]> = fc.constantFrom(
  allFamilies,
  ["ipv4"] as const,
  ["ipv6"] as const,
);

const only = (of: RemoteAddresses, families: readonly Family[]): RemoteAddresses => ({
  ipv4: families.includes("ipv4") ? of.ipv4 : noAddress,
  ipv6: families.includes("ipv6") ? of.ipv6 : noAddress,
});

test("converts remote addresses to sources and back", () => {
  fc.assert(
    fc.property(peers, families, (given, families) => {
      const meant = only(given, families);
      expect(sameRemotes(remotesOf(whoMayOf(meant, families), families), meant)).toBe(true);
    }),
  );
});

test("returns sources as a list, or as all except a list, whichever is shorter", () => {
  fc.assert(
    fc.property(peers, families, (given, families) => {
      const networks = (of: (family: Family) => typeof given.ipv4) =>
        families.flatMap((family) => networksOf(of(family), family).map(({ text }) => text));
      const listed = networks((family) => given[family]);
      const others = networks((family) => subtract(allAddresses[family], given[family]));
      expect(whoMayOf(given, families)).toEqual(
        others.length === 0 || others.length < listed.length
          ? { sources: "any", except: others }
          : { sources: listed, except: [] },
      );
    }),
  );
});

test("returns an empty list for no address, and any without exceptions for all", () => {
  expect(whoMayOf(noRemotes, allFamilies)).toEqual({ sources: [], except: [] });
  expect(whoMayOf(allAddresses, allFamilies)).toEqual({ sources: "any", except: [] });
  expect(whoMayOf({ ...noRemotes, ipv4: allAddresses.ipv4 }, allFamilies)).toEqual({
    sources: ["0.0.0.0/0"],
    except: [],
  });
  expect(isNobody(noRemotes)).toBe(true);
  expect(isNobody({ ...noRemotes, ipv6: allAddresses.ipv6 })).toBe(false);
});

test("returns the sources of a rule without its exceptions, in the given families", () => {
  const rule = { sources: ["10.0.0.0/8", "fd00::/8"], except: ["10.1.0.0/16"] };
  const both = remotesOf(rule, allFamilies);
  expect(networksOf(both.ipv6, "ipv6").map(({ text }) => text)).toEqual(["fd00::/8"]);
  expect(both.ipv4).toEqual([0x0a000000, 0x0a010000, 0x0a020000, 0x0b000000]);
  expect(remotesOf(rule, ["ipv6"])).toEqual({ ...both, ipv4: noAddress });
  expect(remotesOf({ sources: "any", except: [] }, ["ipv4"])).toEqual({
    ipv4: allAddresses.ipv4,
    ipv6: noAddress,
  });
});

test("applies operations family by family", () => {
  fc.assert(
    fc.property(peers, peers, (a, b) => {
      for (const operation of [unite, intersect, subtract]) {
        const result = combine(a, b, operation);
        expect(result.ipv4).toEqual(operation(a.ipv4, b.ipv4));
        expect(result.ipv6).toEqual(operation(a.ipv6, b.ipv6));
      }
      expect(sameRemotes(a, b)).toBe(
        isNobody(combine(a, b, subtract)) && isNobody(combine(b, a, subtract)),
      );
    }),
  );
});
