import type { PortEntry } from "../../dataset/types.ts";
import type { Protocol } from "../../net/types.ts";

/** Returns the protocols that the page ticks for an entry; empty if it ticks none. */
export function protocolsOf({ documented }: PortEntry): readonly Protocol[] {
  return (["tcp", "udp"] as const).filter((protocol) => documented[protocol]);
}
