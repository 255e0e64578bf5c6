import type { PolicyOrExposure } from "../policy/types.ts";

/** Returns whether an exposure was read from listening sockets, which do not show outbound connections. */
export function isOfListeners(actual: PolicyOrExposure): boolean {
  return "loopback" in actual && "undetermined" in actual;
}
