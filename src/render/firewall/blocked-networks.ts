import { fieldsOf, InvalidOptionError, refusal } from "../../errors.ts";
import {
  type AddressSet,
  addressSet,
  countAddresses,
  intersect,
  linkLocalAddresses,
  nonUnicastAddresses,
  unite,
} from "../../net/address-set.ts";
import { familyNames } from "../../net/family-names.ts";
import {
  familyBits,
  familyOf,
  type Network,
  parseRemoteNetwork,
  sortNetworks,
} from "../../net/network.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { readFlag } from "./read-flag.ts";

/** The options of {@link renderBlock}. */
export interface BlockOptions {
  /** Addresses and networks that must not be blocked, such as the address you connect from. */
  readonly keep?: OneOrMany<string> | undefined;
  /** `true` blocks addresses that are refused otherwise. */
  readonly force?: boolean | undefined;
}

/** The limit for all blocked addresses of a family together, as the prefix of a network of that size. */
const shortestPrefix = { ipv4: 4, ipv6: 16 } as const;

/** 169.254.0.0/16: IPv4 link-local addresses, including the metadata and time services of clouds. */
const linkLocalIpv4: AddressSet = [0xa9fe0000, 0xa9ff0000];

/** Non-unicast addresses, and link-local ones, which IPv6 needs to find routers and neighbors. */
const ownAddresses: Readonly<Record<Family, AddressSet>> = {
  ipv4: unite(nonUnicastAddresses.ipv4, linkLocalIpv4),
  ipv6: unite(nonUnicastAddresses.ipv6, linkLocalAddresses),
};

/**
 * Returns the networks to block, IPv4 before IPv6, without networks inside another one.
 *
 * @throws {@link InvalidOptionError} when an address or network is malformed or must not be blocked
 */
export function blockedNetworks(
  addresses: OneOrMany<string>,
  options: BlockOptions,
): readonly Network[] {
  const { keep = [], force } = fieldsOf("options", options, { keep: true, force: true });
  const isForced = readFlag("force", force);
  const networks = sortNetworks(readNetworks("addresses", addresses));
  const kept = readNetworks("keep", keep);
  if (networks.length === 0) {
    throw refusal("addresses", addresses, [], "at least one address or network");
  }
  if (!isForced) {
    refuseMostOfFamily(networks);
    refuseOwnAddresses(networks);
    refuseKept(networks, kept);
  }
  return networks;
}

function readNetworks(field: "addresses" | "keep", given: OneOrMany<string>): readonly Network[] {
  return [given].flat().map((each) => {
    const network = parseRemoteNetwork(each);
    if (typeof network === "string") {
      throw refusal(field, each, [], network);
    }
    return network;
  });
}

function refuseMostOfFamily(networks: readonly Network[]): void {
  for (const family of allFamilies) {
    const ofFamily = networks.filter((network) => familyOf(network) === family);
    const prefix = shortestPrefix[family];
    const limit = 1n << BigInt(familyBits[family] - prefix);
    if (countAddresses(addressSet(ofFamily, family)) > limit) {
      throw refused(
        ofFamily,
        `would block a large part of ${familyNames[family]}`,
        `no more addresses than a /${prefix} has`,
      );
    }
  }
}

function refuseOwnAddresses(networks: readonly Network[]): void {
  const hit = networks.filter((each) => overlaps(each, ownAddresses[familyOf(each)]));
  if (hit.length > 0) {
    throw refused(
      hit,
      "would block loopback, multicast, broadcast or link-local addresses",
      "unicast addresses of other machines",
    );
  }
}

function refuseKept(networks: readonly Network[], kept: readonly Network[]): void {
  for (const each of kept) {
    const set = addressSet([each], familyOf(each));
    const hit = networks
      .filter(({ bits }) => bits === each.bits)
      .filter((network) => overlaps(network, set));
    if (hit.length > 0) {
      throw refused(
        hit,
        `would block ${each.text}, which must not be blocked`,
        `networks without ${each.text}`,
      );
    }
  }
}

function overlaps(network: Network, set: AddressSet): boolean {
  return intersect(addressSet([network], familyOf(network)), set).length > 0;
}

function refused(
  networks: readonly Network[],
  problem: string,
  expected: string,
): InvalidOptionError {
  const input = networks.map(({ text }) => text).join(", ");
  const shown = networks.length > 3 ? `${networks.length} networks` : input;
  return new InvalidOptionError(`addresses: ${shown} ${problem}`, {
    field: "addresses",
    input,
    expected: `${expected}, or force`,
  });
}
