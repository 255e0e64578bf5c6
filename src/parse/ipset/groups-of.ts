import { type AddressSet, addressSet, subtract, unite } from "../../net/address-set.ts";
import type { Family } from "../../net/types.ts";
import { ascending } from "../../util/ascending.ts";
import { groupBy } from "../../util/group-by.ts";
import type { Ipset, Member, Part } from "./ipset.ts";

/** Members of a set that differ only in their first address. */
export interface Group {
  /** The addresses; `undefined` for a set without addresses. */
  readonly addresses: AddressSet | undefined;
  /** The parts of the first member; its first address represents all members. */
  readonly parts: readonly Part[];
}

const known = new WeakMap<Ipset, readonly Group[] | undefined>();

/**
 * Groups the members of a set by everything except their first address; the result is cached.
 *
 * @returns `undefined` if the set excludes members in an unsupported way
 */
export function groupsOf(set: Ipset): readonly Group[] | undefined {
  if (!known.has(set)) {
    known.set(set, makeGroups(set));
  }
  return known.get(set);
}

function makeGroups({ members, dimensions, family }: Ipset): readonly Group[] | undefined {
  const at = dimensions.indexOf("address");
  const isPlain =
    dimensions.filter((each) => each === "address").length < 2 &&
    members.every(({ parts }) =>
      parts.every((part) => part.kind !== "port" || part.range.from === part.range.through),
    );
  if (!isPlain && members.some(({ isExcluded }) => isExcluded)) {
    return undefined;
  }
  const groups = groupBy(members, ({ parts }) =>
    parts.map((part, index) => (index === at ? "" : textOf(part))).join(" "),
  );
  return [...groups.values()].map((group) => ({
    addresses: at < 0 || family === undefined ? undefined : addressesOf(group, at, family),
    parts: group[0].parts,
  }));
}

function textOf(part: Part): string {
  switch (part.kind) {
    case "address":
      return `${part.range.first}-${part.range.last}`;
    case "port":
      return `${part.protocol}:${part.range.from}-${part.range.through}`;
    case "interface":
      return part.name;
    default:
      return part.text;
  }
}

/** Returns the addresses of members; if some are excluded, the smallest network that contains an address decides. */
function addressesOf(members: readonly Member[], at: number, family: Family): AddressSet {
  const ranges = members.map(({ parts, isExcluded }) => {
    const { range } = parts[at] as Extract<Part, { readonly kind: "address" }>;
    return { range, isExcluded, size: range.last - range.first };
  });
  if (!members.some(({ isExcluded }) => isExcluded)) {
    return addressSet(
      ranges.map(({ range }) => range),
      family,
    );
  }
  const bySize = groupBy(
    [...ranges].sort((a, b) => ascending(b.size, a.size)),
    ({ size }) => size,
  );
  return [...bySize.values()].reduce<AddressSet>((set, same) => {
    const of = (isExcluded: boolean) =>
      addressSet(
        same.filter((each) => each.isExcluded === isExcluded).map(({ range }) => range),
        family,
      );
    return subtract(unite(set, of(false)), of(true));
  }, []);
}
