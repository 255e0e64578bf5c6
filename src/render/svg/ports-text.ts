import { rangeText } from "../../net/port-range.ts";
import { portSet } from "../../net/port-set.ts";
import type { PortAccess, Protocol } from "../../net/types.ts";

/** The maximum number of ports and ranges per protocol that are named; further ones are counted. */
const namedRanges = 60;

/** Returns ports by protocol: `tcp 22, 80-81; udp 443`, or `tcp, udp 53` if both have the same. */
export function portsText(accesses: readonly PortAccess[]): string {
  const tcp = listText(rangesOf(accesses, "tcp"));
  const udp = listText(rangesOf(accesses, "udp"));
  return tcp === udp
    ? `tcp, udp ${tcp}`
    : [...(tcp ? [`tcp ${tcp}`] : []), ...(udp ? [`udp ${udp}`] : [])].join("; ");
}

/** Returns the ports and ranges of a protocol; adjacent ones are merged. */
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
