import { covers } from "../net/port-range.ts";
import type { Direction, Family, Protocol } from "../net/types.ts";
import type { Match } from "./model.ts";

/** Connections to a port, with any address. */
export interface PortConnections {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly family: Family;
  readonly port: number;
}

/** Returns whether a rule may match any of the connections. */
export function mayMatch(match: Match, connections: PortConnections): boolean {
  return (
    isAbout(match, connections) &&
    (match.ports?.some((range) => covers(range, connections.port)) ?? true)
  );
}

/** Returns whether a rule applies to a family and a protocol, on any port. */
export function isAbout(
  match: Match,
  { family, protocol }: Pick<PortConnections, "family" | "protocol">,
): boolean {
  return (match.family ?? family) === family && (match.protocols?.includes(protocol) ?? true);
}
