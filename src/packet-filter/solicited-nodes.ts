import type { AddressSet } from "../net/address-set.ts";

/** The solicited-node multicast addresses: `ff02::1:ff00:0/104` (RFC 4291, section 2.7.1). */
export const solicitedNodes: AddressSet = [
  0xff02_0000_0000_0000_0000_0001_ff00_0000n,
  0xff02_0000_0000_0000_0000_0002_0000_0000n,
];
