import {
  type AddressSet,
  addressesOf,
  allAddresses,
  blocksOf,
  noAddress,
  sameAddresses,
  subtract,
} from "./address-set.ts";
import { networkAt } from "./network.ts";
import type { Family, WhoMay } from "./types.ts";

/** The remote addresses of connections, by family. */
export type RemoteAddresses = Readonly<Record<Family, AddressSet>>;

/** The families of addresses, in the order in which they are written. */
export const allFamilies = ["ipv4", "ipv6"] as const satisfies readonly Family[];

/** No remote addresses. */
export const noRemotes: RemoteAddresses = { ipv4: noAddress, ipv6: noAddress };

/** Returns the remote addresses of a rule that are of some families. */
export function remotesOf(
  { sources, except }: WhoMay,
  families: readonly Family[],
): RemoteAddresses {
  return byFamily((family) =>
    families.includes(family)
      ? subtract(
          sources === "any" ? allAddresses[family] : addressesOf(sources, family),
          addressesOf(except, family),
        )
      : noAddress,
  );
}

/**
 * The sources of a rule for some machines: a list of them, or all but a list, whichever is shorter.
 *
 * @param families - what `"any"` stands for
 */
export function whoMayOf(remotes: RemoteAddresses, families: readonly Family[]): WhoMay {
  const listed = () => blocksOfAll(families, (family) => remotes[family]);
  const others = () =>
    blocksOfAll(families, (family) => subtract(allAddresses[family], remotes[family]));
  return isShorter(others(), listed())
    ? { sources: "any", except: textsOf(others()) }
    : { sources: textsOf(listed()), except: [] };
}

interface Block {
  readonly first: bigint;
  readonly size: bigint;
  readonly family: Family;
}

/** The networks of the sets of some families. */
function* blocksOfAll(
  families: readonly Family[],
  set: (family: Family) => AddressSet,
): Generator<Block> {
  for (const family of families) {
    for (const { first, size } of blocksOf(set(family), family)) {
      yield { first, size, family };
    }
  }
}

/** Goes no further than the end of the shorter list: between many addresses there are very many networks. */
function isShorter(blocks: Generator<Block>, others: Generator<Block>): boolean {
  for (;;) {
    const block = blocks.next();
    const other = others.next();
    if (block.done || other.done) {
      return !other.done;
    }
  }
}

function textsOf(blocks: Generator<Block>): readonly string[] {
  return Array.from(blocks, ({ first, size, family }) => networkAt(first, size, family).text);
}

/** Applies an operation family by family. */
export function combine(
  a: RemoteAddresses,
  b: RemoteAddresses,
  operation: (a: AddressSet, b: AddressSet) => AddressSet,
): RemoteAddresses {
  return byFamily((family) => operation(a[family], b[family]));
}

/** Tells whether there are no remote addresses. */
export function isNobody(remotes: RemoteAddresses): boolean {
  return allFamilies.every((family) => remotes[family].length === 0);
}

/** Tells whether two have the same remote addresses. */
export function sameRemotes(a: RemoteAddresses, b: RemoteAddresses): boolean {
  return allFamilies.every((family) => sameAddresses(a[family], b[family]));
}

function byFamily(make: (family: Family) => AddressSet): RemoteAddresses {
  return { ipv4: make("ipv4"), ipv6: make("ipv6") };
}
