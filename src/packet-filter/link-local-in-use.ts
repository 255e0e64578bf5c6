import type { AddressSet } from "../net/address-set.ts";

/** The addresses of fe80::/64, the link-local ones that interfaces have. */
export const linkLocalInUse: AddressSet = [
  { first: 0xfe80n << 112n, last: (0xfe80n << 112n) + (1n << 64n) - 1n },
];
