import type { PortRange } from "../net/types.ts";

/** A step that concerns some ports. */
interface OfPorts {
  readonly packets: readonly PortRange[];
}

/**
 * Groups consecutive steps with disjoint ports. No step of a group can match the packets of another, so each
 * only needs to process the packets of its own ports. Otherwise a chain per port would need very much work.
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

/** Returns whether a range is disjoint from some ports in ascending order. */
function isFree({ from, through }: PortRange, taken: readonly PortRange[]): boolean {
  const next = taken[indexOf({ from, through }, taken)];
  return next === undefined || next.from > through;
}

/** Returns the index of the first range that does not end before the start of another. */
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
