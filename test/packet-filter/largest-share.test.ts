import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AddressSet,
  addressSet,
  countAddresses,
  intersect,
} from "../../src/net/address-set.ts";
import { largestShare } from "../../src/packet-filter/largest-share.ts";

const set: fc.Arbitrary<AddressSet> = fc
  .array(
    fc.tuple(fc.bigInt(0n, 30n), fc.bigInt(0n, 6n)).map(([first, more]) => ({
      first,
      last: first + more,
    })),
    { maxLength: 3 },
  )
  .map((ranges) => addressSet(ranges, "ipv4"));

test("finds the set that is the first to contain the most of some addresses, and its share", () => {
  fc.assert(
    fc.property(fc.array(set, { minLength: 1, maxLength: 5 }), set, (sets, remotes) => {
      const { index, addresses } = largestShare(sets, remotes);
      const shares = sets.map((_, which) =>
        addressSet(
          Array.from({ length: 40 }, (_, at) => ({ first: BigInt(at), last: BigInt(at) })).filter(
            ({ first }) => {
              const one = [Number(first), Number(first) + 1];
              return (
                intersect(remotes, one).length > 0 &&
                sets.findIndex((each) => intersect(each, one).length > 0) === which
              );
            },
          ),
          "ipv4",
        ),
      );
      const counts = shares.map(countAddresses);
      const most = counts.reduce((a, b) => (a > b ? a : b));
      expect(index).toBe(counts.indexOf(most));
      expect(addresses).toEqual(shares[index]);
    }),
  );
});
