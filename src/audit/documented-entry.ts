import type { PortEntry } from "../dataset/types.ts";
import type { Lane } from "./comparison.ts";

/**
 * Returns an entry if it documents its port for a direction and a protocol. Ports that only the server itself uses are
 * documented for all: their pages state neither.
 */
export function documentedEntry(
  entry: PortEntry | undefined,
  { direction, protocol }: Lane,
): PortEntry | undefined {
  return entry?.scope === "loopback" || (entry?.documented[direction] && entry.documented[protocol])
    ? entry
    : undefined;
}
