import { covers } from "../net/port-range.ts";
import type { PortAccess } from "../net/types.ts";

/** Returns whether access includes inbound connections to a TCP port. */
export function concernsTcpPort(
  { direction, protocol, ports }: Pick<PortAccess, "direction" | "ports" | "protocol">,
  port: number,
): boolean {
  return direction === "inbound" && protocol === "tcp" && covers(ports, port);
}
