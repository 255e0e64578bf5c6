import type { PortInterval } from "../net/port-map.ts";
import type { Family } from "../net/types.ts";
import type { Verdict } from "../packet-filter/evaluate.ts";
import type { PacketSet, Packets } from "../packet-filter/packet-set.ts";

/** The verdict on a family. */
export interface FamilyVerdict {
  readonly family: Family;
  readonly verdict: Verdict;
}

/** Packets of a family, and the doubt about them. */
export interface VerdictLayer<D> {
  readonly family: Family;
  readonly packets: Packets;
  readonly doubt: D;
}

/** Returns the port intervals of packets, for a sweep over several verdicts. */
export function layersOf<D>(
  family: Family,
  packets: PacketSet,
  doubt: D,
): readonly PortInterval<VerdictLayer<D>>[] {
  return packets.map(({ from, through, value }) => ({
    from,
    through,
    value: { family, packets: value, doubt },
  }));
}
