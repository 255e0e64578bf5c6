import { covers } from "../net/port-range.ts";
import type { Direction, Family, Protocol } from "../net/types.ts";
import type { Match } from "./model.ts";

/** Connections to a port, with whatever address. */
export interface PortConnections {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly family: Family;
  readonly port: number;
}

/** Tells whether a rule may match some of the connections. */
export function mayMatch(
  { family, protocols, ports }: Match,
  connections: PortConnections,
): boolean {
  return (
    (family ?? connections.family) === connections.family &&
    (protocols?.includes(connections.protocol) ?? true) &&
    (ports?.some((range) => covers(range, connections.port)) ?? true)
  );
}
