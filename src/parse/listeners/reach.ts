import type { AddressSet } from "../../net/address-set.ts";
import { addressesOf } from "../../net/address-set.ts";
import type { Family } from "../../net/types.ts";
import type { LocalAddress } from "./ruleset.ts";

/** Who reaches a socket, as far as its address says. */
export type Reach =
  | "loopback"
  | "multicast"
  | {
      /** The families in which it is reached; both if left out. */
      readonly family?: Family | undefined;
      /** Those who reach it; all of the family if left out. */
      readonly remotes?: AddressSet | undefined;
      /** Whether it may be reached in IPv4, too. */
      readonly isMaybeIpv4?: boolean | undefined;
    };

const linkLocal = addressesOf(["fe80::/10"], "ipv6");

/**
 * Returns who reaches an address.
 *
 * @param isOldSs - whether the version of ss is from before 2018
 */
export function reachOf(address: LocalAddress, isOldSs: boolean): Reach {
  switch (address.kind) {
    case "all":
      return isOldSs ? { family: "ipv4" } : {};
    case "all-ipv6":
      // Only newer versions of ss say whether a socket is for IPv6 only: with brackets, it is.
      return { family: "ipv6", isMaybeIpv4: isOldSs || !address.hasBrackets };
    case "one":
      return address.family === "ipv4"
        ? reachOfIpv4(address.address)
        : reachOfIpv6(address.address);
  }
}

function reachOfIpv4(address: bigint): Reach {
  const first = address >> 24n;
  if (first === 127n) {
    return "loopback";
  }
  return first >= 224n && first < 240n ? "multicast" : { family: "ipv4" };
}

function reachOfIpv6(address: bigint): Reach {
  if (address === 1n) {
    return "loopback";
  }
  if (address >> 120n === 0xffn) {
    return "multicast";
  }
  return address >> 118n === 0x3fan ? { family: "ipv6", remotes: linkLocal } : { family: "ipv6" };
}
