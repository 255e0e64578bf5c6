import { addressSet, allAddresses, subtract } from "../../../src/net/address-set.ts";
import { noRemotes, whoMayOf } from "../../../src/net/remote-addresses.ts";
import type { Work } from "../../support/measured.ts";

/** Prepares many single IPv6 addresses; the work returns the number of networks that list them or all others. */
const prepare: Work = (count) => {
  const many = addressSet(
    Array.from({ length: Number(count) }, (_, index) => {
      const first = BigInt(index) * 0x1_0001_0001_0001_0001_0001n + 5n;
      return { first, last: first };
    }),
    "ipv6",
  );
  const others = subtract(allAddresses.ipv6, many);
  return () => [
    whoMayOf({ ...noRemotes, ipv6: many }, ["ipv6"]).sources.length,
    whoMayOf({ ...noRemotes, ipv6: others }, ["ipv6"]).except.length,
  ];
};
export default prepare;
