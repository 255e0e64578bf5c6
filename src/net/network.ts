import { ascending } from "../util/ascending.ts";
import { ipv6Text } from "./ipv6-text.ts";
import { readIpv4 } from "./read-ipv4.ts";
import { readIpv6 } from "./read-ipv6.ts";
import type { Family } from "./types.ts";

/** The length of the addresses of each family, in bits. */
export const familyBits = { ipv4: 32, ipv6: 128 } as const;

/** An address (a network of one) or a network, IPv4 or IPv6. */
export interface Network {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
  /** The canonical form: RFC 5952 for IPv6, with the prefix length unless it is an address. */
  readonly text: string;
}

/** Returns the family of a network. */
export function familyOf({ bits }: Network): Family {
  return bits === 32 ? "ipv4" : "ipv6";
}

/**
 * Parses an IPv4 or IPv6 address, or a network in CIDR notation.
 *
 * @returns the network; or, for invalid input, a string with what was expected
 */
export function parseNetwork(text: unknown): Network | string {
  const read = typeof text === "string" ? parsePrefix(text) : undefined;
  if (read === undefined) {
    return "an IPv4 or IPv6 address or network, such as 198.51.100.7, 198.51.100.0/24 or 2001:db8::/32";
  }
  const { family, address, size } = read;
  const network = networkAt(address - (address % size), size, family);
  return address === network.first
    ? network
    : `the network ${network.text} or the address ${networkText(address, 1, family)}`;
}

/**
 * Parses a remote address or network, as {@link parseNetwork} does.
 *
 * @returns the network; or, for invalid input and IPv4-mapped IPv6, a string with what was expected
 */
export function parseRemoteNetwork(text: unknown): Network | string {
  const network = parseNetwork(text);
  return typeof network === "object" && network.bits === 128 && network.first >> 32n === 0xffffn
    ? "a plain IPv4 address: no packet arrives with an IPv4 address inside an IPv6 address"
    : network;
}

/**
 * Parses an address with an optional prefix length; it may have host bits.
 *
 * @returns the address, and the number of addresses with that prefix; `undefined` if malformed
 */
export function parsePrefix(
  text: string,
): { readonly family: Family; readonly address: bigint; readonly size: bigint } | undefined {
  const [, host = "", suffix] = /^([0-9a-f:.]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(text) ?? [];
  const family = host.includes(":") ? "ipv6" : "ipv4";
  const address = family === "ipv6" ? readIpv6(host) : readIpv4(host);
  const bits = familyBits[family];
  const prefix = suffix === undefined ? bits : Number(suffix);
  return address === undefined || prefix > bits
    ? undefined
    : { family, address, size: 1n << BigInt(bits - prefix) };
}

/** Returns the network that begins at an address; `size` is a power of two that divides it. */
export function networkAt(first: bigint, size: bigint, family: Family): Network {
  return {
    bits: familyBits[family],
    first,
    last: first + size - 1n,
    text: networkText(first, size, family),
  };
}

/** Returns the canonical form of a network, from its first address and its size. */
export function networkText(first: bigint | number, size: bigint | number, family: Family): string {
  const bits = familyBits[family];
  const start = family === "ipv4" ? ipv4Text(Number(first)) : ipv6Text(BigInt(first));
  return Number(size) === 1 ? start : `${start}/${bits - size.toString(2).length + 1}`;
}

/** Sorts networks: IPv4 before IPv6, in ascending order, without networks contained in another. */
export function sortNetworks(networks: readonly Network[]): Network[] {
  const sorted = [...networks].sort(
    (a, b) => a.bits - b.bits || ascending(a.first, b.first) || ascending(b.last, a.last),
  );
  const kept: Network[] = [];
  for (const network of sorted) {
    const before = kept.at(-1);
    if (before?.bits !== network.bits || before.last < network.last) {
      kept.push(network);
    }
  }
  return kept;
}

function ipv4Text(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}
