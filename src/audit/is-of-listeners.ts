import type { PolicyOrExposure } from "../policy/types.ts";

/** Tells whether an exposure was read from listening sockets, which say nothing of what the server connects to. */
export function isOfListeners(actual: PolicyOrExposure): boolean {
  return "loopback" in actual && "undetermined" in actual;
}
