import { rangeText } from "../../net/port-range.ts";
import { portSet } from "../../net/port-set.ts";
import type { PortAccess, Protocol } from "../../net/types.ts";

/** The most ports and ranges of a protocol that are named; the others are counted. */
const namedRanges = 60;

/** Names ports by protocol: `tcp 22, 80-81; udp 443`, and `tcp, udp 53` where both have the same. */
export function portsText(accesses: readonly PortAccess[]): string {
  const tcp = listText(rangesOf(accesses, "tcp"));
  const udp = listText(rangesOf(accesses, "udp"));
  return tcp === udp
    ? `tcp, udp ${tcp}`
    : [...(tcp ? [`tcp ${tcp}`] : []), ...(udp ? [`udp ${udp}`] : [])].join("; ");
}

/** Returns the ports and ranges of a protocol, adjacent ones as one. */
export function rangesOf(accesses: readonly PortAccess[], protocol: Protocol): readonly string[] {
  const ports = accesses.filter((each) => each.protocol === protocol).map((each) => each.ports);
  return portSet(ports).map((range) => rangeText(range));
}

function listText(ranges: readonly string[]): string {
  const more = ranges.length - namedRanges;
  return more > 1
    ? `${ranges.slice(0, namedRanges).join(", ")} and ${more} more`
    : ranges.join(", ");
}
