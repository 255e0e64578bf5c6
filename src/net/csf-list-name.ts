import type { Direction, Family, Protocol } from "./types.ts";

/** Returns the name of the CSF setting that lists open ports, such as `TCP6_IN`. */
export function csfListName(direction: Direction, protocol: Protocol, family: Family): string {
  return `${protocol.toUpperCase()}${family === "ipv6" ? "6" : ""}_${direction === "inbound" ? "IN" : "OUT"}`;
}
