import type { PortEntry } from "../dataset/types.ts";

/**
 * Whether a port may stay closed where its TLS twin is open. Port 80 may not: certificates are
 * validated over it.
 */
export function yieldsToTwin(entry: PortEntry): boolean {
  return (
    entry.twin !== null &&
    entry.protection !== "implicit" &&
    !entry.annotations.some((each) => each.id === "certificate-validation")
  );
}
