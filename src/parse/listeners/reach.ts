import { type AddressSet, linkLocalAddresses } from "../../net/address-set.ts";
import type { Family } from "../../net/types.ts";
import type { ListenerInput, LocalAddress } from "./ruleset.ts";

/** Who reaches a socket, according to its address. */
export type Reach =
  | "loopback"
  | "multicast"
  /** The address could not be parsed, or is a name. */
  | "unclear"
  | {
      /** The family in which it is reached; both if omitted. */
      readonly family?: Family | undefined;
      /** The remote addresses that reach it; all of the family if omitted. */
      readonly remotes?: AddressSet | undefined;
      /** The other family, if the input does not show whether the socket is reached in it. */
      readonly maybe?: Family | undefined;
    };

/**
 * Returns who reaches an address.
 *
 * @param version - the version of ss
 */
export function reachOf(
  address: LocalAddress | undefined,
  version: ListenerInput["version"],
): Reach {
  switch (address?.kind) {
    case "star":
      return version === "new" ? {} : { family: "ipv4", ...(version ? {} : { maybe: "ipv6" }) };
    case "all-ipv6":
      return reachOfAllIpv6(
        address.isIpv6Only === "brackets" ? version === "new" || undefined : address.isIpv6Only,
      );
    case "one":
      return address.family === "ipv4"
        ? reachOfIpv4(address.address)
        : reachOfIpv6(address.address);
    default:
      return "unclear";
  }
}

function reachOfAllIpv6(isIpv6Only: boolean | undefined): Reach {
  return isIpv6Only === false
    ? {}
    : { family: "ipv6", ...(isIpv6Only ? {} : { maybe: "ipv4" as const }) };
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
  return address >> 118n === 0x3fan
    ? { family: "ipv6", remotes: linkLocalAddresses }
    : { family: "ipv6" };
}
