import type { PortRange } from "./types.ts";

/** Whether two ranges have a port in common. */
export function overlaps(a: PortRange, b: PortRange): boolean {
  return a.from <= b.through && b.from <= a.through;
}

/** Whether a port is in a range. */
export function covers(range: PortRange, port: number): boolean {
  return range.from <= port && port <= range.through;
}

/** Returns a range as text: `22`, `49152-65534`. */
export function rangeText({ from, through }: PortRange, separator = "-"): string {
  return from === through ? String(from) : `${from}${separator}${through}`;
}
