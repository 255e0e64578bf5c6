/** An address (a network of one) or a network, IPv4 or IPv6. */
export interface Network {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
  /** In canonical form; RFC 5952 for IPv6, with the length of the prefix unless it is an address. */
  readonly text: string;
}

/**
 * Reads an IPv4 or IPv6 address, or a network in CIDR notation.
 *
 * @returns the network; or, for what is none, what was expected
 */
export function parseNetwork(text: unknown): Network | string {
  const [, address = "", suffix] =
    /^([0-9a-f:.]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(typeof text === "string" ? text : "") ?? [];
  const bits = address.includes(":") ? 128 : 32;
  const canonical = canonicalAddress(address, bits);
  const prefix = suffix === undefined ? bits : Number(suffix);
  if (canonical === undefined || prefix > bits) {
    return "an IPv4 or IPv6 address or a network, such as 198.51.100.7, 198.51.100.0/24 or 2001:db8::/32";
  }
  const given = addressToNumber(canonical, bits);
  if (bits === 128 && given >> 32n === 0xffffn) {
    return "an IPv4 address as such, because none arrives at a firewall inside an IPv6 address";
  }
  const size = 1n << BigInt(bits - prefix);
  const first = given - (given % size);
  const start = numberToAddress(first, bits);
  if (given !== first) {
    return `the network ${start}/${prefix} or the address ${canonical}`;
  }
  return {
    bits,
    first,
    last: first + size - 1n,
    text: prefix === bits ? start : `${start}/${prefix}`,
  };
}

/** Whether all addresses of a network are within another. */
export function isWithin(inner: Network, outer: Network): boolean {
  return inner.bits === outer.bits && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether every address of a network is in one of several, which are in order. */
export function isCovered(network: Network, sorted: readonly Network[]): boolean {
  let next = network.first;
  for (const { bits, first, last } of sorted) {
    if (bits === network.bits && first <= next && next <= last) {
      next = last + 1n;
    }
  }
  return next > network.last;
}

/** IPv4 before IPv6, in ascending order, without those that are within another. */
export function sortNetworks(networks: readonly Network[]): Network[] {
  const sorted = [...networks].sort(
    (a, b) =>
      a.bits - b.bits ||
      Number(a.first > b.first) - Number(a.first < b.first) ||
      Number(a.last < b.last) - Number(a.last > b.last),
  );
  const kept: Network[] = [];
  for (const network of sorted) {
    const before = kept.at(-1);
    if (before === undefined || !isWithin(network, before)) {
      kept.push(network);
    }
  }
  return kept;
}

/** The address as the URL standard writes it, which is RFC 5952; `undefined` for what is none. */
function canonicalAddress(address: string, bits: 32 | 128): string | undefined {
  const host = bits === 32 ? address : `[${address}]`;
  if (!URL.canParse(`http://${host}`)) {
    return undefined;
  }
  const { hostname } = new URL(`http://${host}`);
  if (bits === 128) {
    return hostname.slice(1, -1);
  }
  // It also reads names, and octal and short forms, in which an address looks like another one.
  return hostname === address && /^\d+(?:\.\d+){3}$/.test(address) ? hostname : undefined;
}

function addressToNumber(address: string, bits: 32 | 128): bigint {
  if (bits === 32) {
    return address.split(".").reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n);
  }
  const [left = [], right = []] = address
    .split("::")
    .map((side) => side.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].reduce(
    (sum, group) => (sum << 16n) + BigInt(`0x${group}`),
    0n,
  );
}

function numberToAddress(number: bigint, bits: 32 | 128): string {
  const [width, separator, radix] =
    bits === 32 ? ([8, ".", 10] as const) : ([16, ":", 16] as const);
  const groups = Array.from({ length: bits / width }, (_, index) =>
    ((number >> BigInt(bits - width * (index + 1))) & ((1n << BigInt(width)) - 1n)).toString(radix),
  );
  return canonicalAddress(groups.join(separator), bits) as string;
}
