import type { PortEntry } from "../../dataset/types.ts";
import type { Protocol } from "../../net/types.ts";

/** The ticked protocols of an entry; empty where the page ticks none. */
export function protocolsOf({ documented }: PortEntry): readonly Protocol[] {
  return (["tcp", "udp"] as const).filter((protocol) => documented[protocol]);
}
