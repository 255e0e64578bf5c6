import { isMostPorts, portCount, portSet } from "../net/port-set.ts";
import type { Direction } from "../net/types.ts";
import { type ElsewherePart, isDeviant } from "./elsewhere-parts.ts";

/**
 * Counts the ports of a direction in which a firewall and a list differ. Protocols count separately, families do not.
 * Returns `null` if nothing of the direction was compared.
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

/** Returns a port count as text. */
export function distanceText(ports: number): string {
  return ports === 0
    ? "no ports"
    : isMostPorts(ports)
      ? "most ports"
      : `${ports} port${ports > 1 ? "s" : ""}`;
}
