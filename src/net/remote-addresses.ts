import { remembered } from "../util/remembered.ts";
import {
  type AddressSet,
  allAddresses,
  blocksOf,
  noAddress,
  sameAddresses,
  subtract,
} from "./address-set.ts";
import { addressesOf, joinNetworkLists, networkList } from "./network-list.ts";
import type { Family, WhoMay } from "./types.ts";

/** The remote addresses of connections, by family. */
export type RemoteAddresses = Readonly<Record<Family, AddressSet>>;

/** The address families, in the order in which they are written. */
export const allFamilies = ["ipv4", "ipv6"] as const satisfies readonly Family[];

/** No remote addresses. */
export const noRemotes: RemoteAddresses = { ipv4: noAddress, ipv6: noAddress };

/** Returns the remote addresses of a rule in some families. */
export function remotesOf(
  { sources, except }: WhoMay,
  families: readonly Family[],
): RemoteAddresses {
  return byFamily((family) => {
    if (!families.includes(family)) {
      return noAddress;
    }
    const listed = sources === "any" ? allAddresses[family] : addressesOf(sources, family);
    return except.length === 0 ? listed : subtract(listed, addressesOf(except, family));
  });
}

/**
 * Returns who may use ports for some remote addresses: a list of them, or all except a list, whichever is
 * shorter. For the same sets, returns the same object.
 *
 * @param families - the families that `"any"` includes
 */
export function whoMayOf(remotes: RemoteAddresses, families: readonly Family[]): WhoMay {
  const known = named(remotes.ipv4)(remotes.ipv6);
  const key = families.join();
  const who = known.get(key) ?? nameOf(remotes, families);
  known.set(key, who);
  return who;
}

/** The cached names for sets of both families, by the families that `"any"` includes. */
const named = remembered((_: AddressSet) =>
  remembered((_: AddressSet) => new Map<string, WhoMay>()),
);

function nameOf(remotes: RemoteAddresses, families: readonly Family[]): WhoMay {
  const listed = byFamily((family) => (families.includes(family) ? remotes[family] : noAddress));
  const others = byFamily((family) =>
    families.includes(family) ? subtract(allAddresses[family], remotes[family]) : noAddress,
  );
  return Object.freeze(
    isShorter(blocksOfAll(others), blocksOfAll(listed))
      ? { sources: "any" as const, except: listOf(others) }
      : { sources: listOf(listed), except: listOf(noRemotes) },
  );
}

function listOf({ ipv4, ipv6 }: RemoteAddresses): readonly string[] {
  return joinNetworkLists(networkList(ipv4, "ipv4"), networkList(ipv6, "ipv6"));
}

function* blocksOfAll(remotes: RemoteAddresses): Generator<unknown> {
  for (const family of allFamilies) {
    yield* blocksOf(remotes[family], family);
  }
}

/**
 * Returns whether the first list is shorter. Stops at the end of the shorter list, because gaps between many
 * addresses make very many networks.
 */
function isShorter(blocks: Generator<unknown>, others: Generator<unknown>): boolean {
  for (;;) {
    const block = blocks.next();
    const other = others.next();
    if (block.done || other.done) {
      return !other.done;
    }
  }
}

/** Applies an operation family by family. */
export function combine(
  a: RemoteAddresses,
  b: RemoteAddresses,
  operation: (a: AddressSet, b: AddressSet) => AddressSet,
): RemoteAddresses {
  return byFamily((family) => operation(a[family], b[family]));
}

/** Returns whether there are no remote addresses. */
export function isNobody(remotes: RemoteAddresses): boolean {
  return allFamilies.every((family) => remotes[family].length === 0);
}

/** Returns whether remote addresses are equal. */
export function sameRemotes(a: RemoteAddresses, b: RemoteAddresses): boolean {
  return allFamilies.every((family) => sameAddresses(a[family], b[family]));
}

function byFamily(make: (family: Family) => AddressSet): RemoteAddresses {
  return { ipv4: make("ipv4"), ipv6: make("ipv6") };
}
