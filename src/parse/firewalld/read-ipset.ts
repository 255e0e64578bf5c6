import { type AddressSet, uniteAll } from "../../net/address-set.ts";
import type { Family } from "../../net/types.ts";
import { readAddress } from "./read-address.ts";
import type { XmlElement } from "./read-xml.ts";
import type { Ipset } from "./ruleset.ts";
import { unrecognizedIn } from "./unrecognized-in.ts";

/**
 * Reads an ipset. Its members are read if all are addresses or networks that do not expire.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function readIpset(root: XmlElement): Ipset {
  const { origin, attributes, children } = root;
  const option = (name: string) =>
    children.find((each) => each.name === "option" && each.attributes.name === name)?.attributes
      .value;
  const family: Family = option("family") === "inet6" ? "ipv6" : "ipv4";
  const unrecognized = unrecognizedIn("ipset", root);
  const isPlain =
    (attributes.type === "hash:ip" || attributes.type === "hash:net") &&
    (option("timeout") ?? "0") === "0" &&
    unrecognized.length === 0;
  const ranges = isPlain
    ? children
        .filter(({ name }) => name === "entry")
        .map(({ text }) => readEntry(text ?? "", family))
    : [undefined];
  return {
    origin,
    addresses: ranges.includes(undefined)
      ? undefined
      : { family, set: uniteAll(ranges as readonly AddressSet[]) },
  };
}

/** Reads an address, a network, or the ends of a range. */
function readEntry(entry: string, family: Family): AddressSet | undefined {
  const ends = entry.split("-").map((each) => readAddress(each.trim()));
  const [first, last = first] = ends.map((each) =>
    each?.family === family ? each.set : undefined,
  );
  const [start] = first ?? [];
  const end = last?.at(-1);
  return ends.length < 3 && start !== undefined && end !== undefined && start < end
    ? [start, end]
    : undefined;
}
