import { isMinority } from "../net/is-minority.ts";
import type { RemoteAddresses } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";

/** Returns whether addresses are less than half of every family. */
export function areFew(remotes: RemoteAddresses, families: readonly Family[]): boolean {
  return families.every((family) => isMinority(remotes[family], family));
}
