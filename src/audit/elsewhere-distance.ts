import { portCount, portSet } from "../net/port-set.ts";
import type { Direction, PortRange } from "../net/types.ts";
import { type ElsewherePart, isDeviant } from "./elsewhere-parts.ts";

/** More ports than this are most. */
const half = 32767;

/** Tells whether a set has most ports. */
export function isMostPorts(set: readonly PortRange[]): boolean {
  return portCount(set) > half;
}

/**
 * Counts the ports of a direction in which a firewall and a list differ, each protocol apart and each port once for
 * all families; `null` if nothing of the direction was compared.
 */
export function elsewhereDistance(
  parts: readonly ElsewherePart[],
  direction: Direction,
): number | null {
  const compared = parts.filter((part) => part.direction === direction && part.isExamined);
  const countOf = (protocol: ElsewherePart["protocol"]) =>
    portCount(
      portSet(
        compared
          .filter((part) => part.protocol === protocol)
          .flatMap((part) => part.ports.filter(isDeviant).map(({ ports }) => ports)),
      ),
    );
  return compared.length > 0 ? countOf("tcp") + countOf("udp") : null;
}

/** Puts a number of ports in words. */
export function distanceText(ports: number): string {
  return ports === 0
    ? "nothing"
    : ports > half
      ? "most ports"
      : `${ports} port${ports > 1 ? "s" : ""}`;
}
