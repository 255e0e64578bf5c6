import type { Family } from "../../net/types.ts";

/** Returns whether an address is a loopback address. */
export function isLoopback({
  family,
  address,
}: {
  readonly family: Family;
  readonly address: bigint;
}): boolean {
  return family === "ipv4" ? address >> 24n === 127n : address === 1n;
}
