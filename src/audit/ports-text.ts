import { rangeText } from "../net/port-range.ts";
import { portSet } from "../net/port-set.ts";
import { listText } from "./list-text.ts";
import type { FindingPorts } from "./types.ts";

/** Ports with their documented purpose, if any. */
export type NamedPorts = Pick<FindingPorts, "label" | "ports" | "protocol">;

/** The maximum number of ports and ranges to name with their labels. */
const labelledPorts = 8;

/** The maximum number to name without labels; the rest are counted. */
const namedPorts = 20;

/**
 * Names the ports of a finding: `TCP 22 (SSH), 2087 (WHM SSL) and UDP 53 (DNS)`. Long lists omit the labels and join
 * adjacent ports.
 */
export function portsText(ports: readonly NamedPorts[]): string {
  const apart = partsOf(ports);
  return apart.length <= labelledPorts
    ? listText(apart, labelledPorts)
    : listText(joinedParts(ports), namedPorts);
}

/** The maximum number of services to name; the rest are counted. */
const namedServices = 8;

/** Returns a clause on the services that need ports, if the text of the ports does not name them; otherwise, an empty one. */
export function usesText(ports: readonly FindingPorts[]): string {
  const services = [...new Set(ports.flatMap((each) => each.services))];
  return partsOf(ports).length <= labelledPorts || services.length === 0
    ? ""
    : `; needed by ${listText(services, namedServices, "services")}`;
}

/** Names all ports of a finding. */
export function allPortsText(ports: readonly NamedPorts[]): string {
  return listText(joinedParts(ports), Number.POSITIVE_INFINITY);
}

function joinedParts(ports: readonly NamedPorts[]): readonly string[] {
  return partsOf(ports.map((each) => ({ ...each, label: null })));
}

function partsOf(ports: readonly NamedPorts[]): readonly string[] {
  return (["tcp", "udp"] as const).flatMap((protocol) =>
    joined(ports.filter((each) => each.protocol === protocol)).map(
      ({ range, label }, index) =>
        (index === 0 ? `${protocol.toUpperCase()} ` : "") + range + (label ? ` (${label})` : ""),
    ),
  );
}

/** Joins adjacent ranges without a label. */
function joined(ports: readonly NamedPorts[]) {
  const named = ports.filter(({ label }) => label !== null);
  const others = portSet(ports.filter(({ label }) => label === null).map((each) => each.ports));
  return [
    ...others.map((range) => ({ from: range.from, range: rangeText(range), label: null })),
    ...named.map((each) => ({
      from: each.ports.from,
      range: rangeText(each.ports),
      label: each.label,
    })),
  ].sort((a, b) => a.from - b.from);
}

/** Counts the ports of a finding: `65510 TCP ports and 65530 UDP ports`. */
export function countText(ports: readonly NamedPorts[]): string {
  const counts = (["tcp", "udp"] as const).flatMap((protocol) => {
    const set = portSet(
      ports.filter((each) => each.protocol === protocol).map((each) => each.ports),
    );
    const count = set.reduce((sum, { from, through }) => sum + through - from + 1, 0);
    return count > 0 ? [`${count} ${protocol.toUpperCase()} port${count > 1 ? "s" : ""}`] : [];
  });
  return listText(counts, counts.length);
}
