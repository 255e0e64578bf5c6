import { dataset } from "../dataset/dataset.ts";
import type { PortEntry, PortSpan } from "../dataset/types.ts";

const spansOf: ReadonlyMap<number, readonly PortSpan[]> = groupByPort();

/** The entry of a port in a release. */
export function entryAt(release: number, port: number): PortEntry | undefined {
  return spansOf.get(port)?.find((span) => span.from <= release && release <= span.through)?.entry;
}

function groupByPort(): Map<number, PortSpan[]> {
  const groups = new Map<number, PortSpan[]>();
  for (const span of dataset.ports) {
    const group = groups.get(span.entry.port);
    if (group) {
      group.push(span);
    } else {
      groups.set(span.entry.port, [span]);
    }
  }
  return groups;
}
