import { type AddressSet, addressSet, sameAddresses, uniteAll } from "../../net/address-set.ts";
import { parsePrefix } from "../../net/network.ts";
import { readAddresses } from "../../net/read-network.ts";
import type { Family } from "../../net/types.ts";
import { travelDirection } from "../../packet-filter/model.ts";
import { remembered } from "../../util/remembered.ts";
import type { AddOption } from "./option-use.ts";

/** Returns a function that adds the addresses at one end of a packet to a match: a network or a range. */
export function addAddresses(end: "source" | "destination"): AddOption {
  return ({ values, negated, what }, { family, view, builder }) => {
    const set = readAddressList(values, family);
    const isRemote = (end === "source") === (travelDirection(view) === "inbound");
    if (set && isRemote && sameAddresses(set, loopback[family])) {
      // The kernel drops packets from another machine with such an address (a martian).
      builder.holds(negated, what);
    } else if (set) {
      builder.addresses(end, family, set, negated, what);
    } else {
      builder.holds(undefined, what);
    }
  };
}

const loopback: Readonly<Record<Family, AddressSet>> = {
  ipv4: [0x7f000000, 0x80000000],
  ipv6: [1n, 2n],
};

/** Reads the addresses of an option; returns `undefined` if malformed. */
export function readAddressList(values: readonly string[], family: Family): AddressSet | undefined {
  return listsOf[family](values);
}

/** Remembers addresses by option values; they are the same for every view. */
const listsOf = {
  ipv4: remembered((values: readonly string[]) => readList(values, "ipv4")),
  ipv6: remembered((values: readonly string[]) => readList(values, "ipv6")),
} as const;

/** Reads comma-separated networks and ranges; returns `undefined` if one of them is neither. */
function readList([text = ""]: readonly string[], family: Family): AddressSet | undefined {
  if (!text.includes(",")) {
    return readNetworkOrRange(text, family);
  }
  const sets = text.split(",").map((each) => readNetworkOrRange(each, family));
  return sets.includes(undefined) ? undefined : uniteAll(sets as AddressSet[]);
}

/** Reads a network, or a range with both ends; returns `undefined` for anything else. */
function readNetworkOrRange(text: string, family: Family): AddressSet | undefined {
  const ends = text.split("-");
  if (ends.length === 1) {
    return readAddresses(family === "ipv4" ? withPrefix(text) : text, family);
  }
  const [first, last] = ends.map(parsePrefix);
  return ends.length === 2 &&
    first?.family === family &&
    last?.family === family &&
    first.size === 1n &&
    last.size === 1n &&
    first.address <= last.address
    ? addressSet([{ first: first.address, last: last.address }], family)
    : undefined;
}

/** Writes an IPv4 network in full: the tools accept a mask, and addresses without trailing zero octets. */
function withPrefix(text: string): string {
  const [, octets, mask] =
    /^(\d{1,3}(?:\.\d{1,3}){0,2})\/(\d+|[\d.]+)$/.exec(text) ??
    /^([\d.]+)\/(\d+(?:\.\d+){3})$/.exec(text) ??
    [];
  if (octets === undefined || mask === undefined) {
    return text;
  }
  const host = [...octets.split("."), "0", "0", "0"].slice(0, 4).join(".");
  return `${host}/${mask.includes(".") ? (prefixOf(mask) ?? mask) : mask}`;
}

/** Returns the prefix length of a mask; `undefined` for a mask with gaps. */
function prefixOf(mask: string): number | undefined {
  const bits = mask
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
  return bits.length === 32 && /^1*0*$/.test(bits) ? bits.replaceAll("0", "").length : undefined;
}
