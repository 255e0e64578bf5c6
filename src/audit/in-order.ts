import type { Direction, PortRange, Protocol } from "../net/types.ts";
import { ascending } from "../util/ascending.ts";

/** Ports of a direction and protocol. */
interface Ports {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

/** Compares by direction, protocol and port. */
export function inOrder(a: Ports, b: Ports): number {
  return (
    ascending(a.direction, b.direction) ||
    ascending(a.protocol, b.protocol) ||
    a.ports.from - b.ports.from
  );
}
