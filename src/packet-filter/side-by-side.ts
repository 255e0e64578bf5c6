import type { PortRange } from "../net/types.ts";

/** Something about ports. */
interface OfPorts {
  readonly packets: readonly PortRange[];
}

/**
 * Groups steps in a row, each of which is about ports that no other step of its group is about. As none of them can
 * meet the packets of another one, each needs to look at the packets of its own ports only: a chain for each port would
 * be very much work otherwise.
 */
export function sideBySide<T extends OfPorts>(steps: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let group: T[] | undefined;
  let taken: PortRange[] = [];
  for (const step of steps) {
    if (group === undefined || !step.packets.every((range) => isFree(range, taken))) {
      group = [];
      groups.push(group);
      taken = [];
    }
    for (const range of step.packets) {
      taken.splice(indexOf(range, taken), 0, range);
    }
    group.push(step);
  }
  return groups;
}

/** Tells whether a range has none of some ports, which are in ascending order. */
function isFree({ from, through }: PortRange, taken: readonly PortRange[]): boolean {
  const next = taken[indexOf({ from, through }, taken)];
  return next === undefined || next.from > through;
}

/** The index of the first range that ends at the start of another one or beyond it. */
function indexOf({ from }: PortRange, ranges: readonly PortRange[]): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as PortRange).through < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
