import type { Family } from "../../net/types.ts";

/** Tells whether an address is one that a host has for itself. */
export function isLoopback({
  family,
  address,
}: {
  readonly family: Family;
  readonly address: bigint;
}): boolean {
  return family === "ipv4" ? address >> 24n === 127n : address === 1n;
}
