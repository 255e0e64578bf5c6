import type { PortEntry } from "../dataset/types.ts";

/**
 * Returns whether a port can stay closed if its TLS twin is open. Port 80 cannot, because certificates are validated over
 * it.
 */
export function yieldsToTwin(entry: PortEntry): boolean {
  return (
    entry.twin !== null &&
    entry.protection !== "implicit" &&
    !entry.annotations.some((each) => each.id === "certificate-validation")
  );
}
