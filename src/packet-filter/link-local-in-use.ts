import type { AddressSet } from "../net/address-set.ts";

/** The addresses of fe80::/64: the link-local addresses that interfaces use. */
export const linkLocalInUse: AddressSet = [0xfe80n << 112n, (0xfe80n << 112n) + (1n << 64n)];
