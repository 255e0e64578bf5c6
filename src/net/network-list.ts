import { remembered } from "../util/remembered.ts";
import { type AddressSet, addressSet, blocksOf, noAddress } from "./address-set.ts";
import { type Network, networkText, parseNetwork } from "./network.ts";
import type { Family } from "./types.ts";

/** The sets of frozen lists, by family. */
const known = {
  ipv4: new WeakMap<readonly string[], AddressSet>(),
  ipv6: new WeakMap<readonly string[], AddressSet>(),
} as const;

/** The lists that {@link networkList} created. */
const made = new WeakSet<readonly unknown[]>();

/** Returns the addresses of a family in a list of canonical networks; for the same frozen list, the same object. */
export function addressesOf(networks: readonly string[], family: Family): AddressSet {
  const set = known[family].get(networks);
  if (set !== undefined) {
    return set;
  }
  const read = addressSet(
    networks
      .filter((text) => text.includes(":") === (family === "ipv6"))
      .map((text) => parseNetwork(text) as Network),
    family,
  );
  if (Object.isFrozen(networks)) {
    known[family].set(networks, read);
  }
  return read;
}

/** Returns the networks of a set in canonical form; for the same set, the same frozen list. */
export function networkList(set: AddressSet, family: Family): readonly string[] {
  return lists[family](set);
}

/** Joins the lists of both families; for the same lists, returns the same frozen list. */
export function joinNetworkLists(
  ipv4: readonly string[],
  ipv6: readonly string[],
): readonly string[] {
  return ipv4.length === 0 ? ipv6 : ipv6.length === 0 ? ipv4 : joined(ipv4)(ipv6);
}

/** Returns whether a list was created here, so that all its networks are canonical. */
export function isNetworkList(list: readonly unknown[]): boolean {
  return made.has(list);
}

const lists = {
  ipv4: remembered((set: AddressSet) => listOf("ipv4", set)),
  ipv6: remembered((set: AddressSet) => listOf("ipv6", set)),
} as const;

function listOf(family: Family, set: AddressSet): readonly string[] {
  const texts = Array.from(blocksOf(set, family), ({ first, size }) =>
    networkText(first, size, family),
  );
  return keep(texts, { ipv4: noAddress, ipv6: noAddress, [family]: set });
}

const joined = remembered((ipv4: readonly string[]) =>
  remembered((ipv6: readonly string[]) =>
    keep([...ipv4, ...ipv6], { ipv4: addressesOf(ipv4, "ipv4"), ipv6: addressesOf(ipv6, "ipv6") }),
  ),
);

/** Caches the sets of a list. */
function keep(
  texts: readonly string[],
  sets: Readonly<Record<Family, AddressSet>>,
): readonly string[] {
  Object.freeze(texts);
  made.add(texts);
  known.ipv4.set(texts, sets.ipv4);
  known.ipv6.set(texts, sets.ipv6);
  return texts;
}
