import type { PolicyRule } from "../policy/types.ts";
import {
  type AddressSet,
  addressesOf,
  allAddresses,
  blocksOf,
  noAddress,
  sameAddresses,
  subtract,
} from "./address-set.ts";
import { type Family, networkAt } from "./network.ts";

/** The other machines of connections, by family. */
export type Peers = Readonly<Record<Family, AddressSet>>;

/** The families of addresses, in the order in which they are written. */
export const allFamilies = ["ipv4", "ipv6"] as const satisfies readonly Family[];

/** No machine. */
export const noPeers: Peers = { ipv4: noAddress, ipv6: noAddress };

/** The machines of a rule, as far as they are of some families. */
export function peersOf(
  { sources, except }: Pick<PolicyRule, "sources" | "except">,
  families: readonly Family[],
): Peers {
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
export function sourcesOf(
  peers: Peers,
  families: readonly Family[],
): Pick<PolicyRule, "sources" | "except"> {
  const listed = () => blocksOfAll(families, (family) => peers[family]);
  const others = () =>
    blocksOfAll(families, (family) => subtract(allAddresses[family], peers[family]));
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

/** What two operands give, family by family. */
export function combine(
  a: Peers,
  b: Peers,
  operation: (a: AddressSet, b: AddressSet) => AddressSet,
): Peers {
  return byFamily((family) => operation(a[family], b[family]));
}

/** Whether there is no machine. */
export function isNobody(peers: Peers): boolean {
  return allFamilies.every((family) => peers[family].length === 0);
}

/** Whether two are the same machines. */
export function samePeers(a: Peers, b: Peers): boolean {
  return allFamilies.every((family) => sameAddresses(a[family], b[family]));
}

function byFamily(make: (family: Family) => AddressSet): Peers {
  return { ipv4: make("ipv4"), ipv6: make("ipv6") };
}
