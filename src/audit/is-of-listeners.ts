import type { PolicyOrExposure } from "../policy/types.ts";

/** Tells whether something is what listens on a server, which says nothing of what the server connects to. */
export function isOfListeners(actual: PolicyOrExposure): boolean {
  return "loopback" in actual && "undetermined" in actual;
}
