import type { PortRange } from "./types.ts";

/** Returns ports as disjoint ranges in ascending order; omits invalid ports. */
export function portSet(ranges: readonly PortRange[]): readonly PortRange[] {
  const set: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const from = Math.max(range.from, 1);
    const through = Math.min(range.through, 65535);
    const before = set.at(-1);
    if (from > through) {
      continue;
    }
    if (before && from <= before.through + 1) {
      set[set.length - 1] = {
        from: before.from,
        through: Math.max(before.through, through),
      };
    } else {
      set.push({ from, through });
    }
  }
  // A grown array has spare capacity; a copy does not.
  return set.slice();
}

/** Returns the ports that are not in a set. */
export function otherPorts(set: readonly PortRange[]): readonly PortRange[] {
  const starts = [1, ...set.map(({ through }) => through + 1)];
  const ends = [...set.map(({ from }) => from - 1), 65535];
  return starts.flatMap((from, index) => {
    const through = ends[index] as number;
    return from <= through ? [{ from, through }] : [];
  });
}

/** Returns the ports in both sets. */
export function commonPorts(
  a: readonly PortRange[],
  b: readonly PortRange[],
): readonly PortRange[] {
  return otherPorts(portSet([...otherPorts(a), ...otherPorts(b)]));
}

/** Returns whether a number of ports is more than half of all ports. */
export function isMostPorts(count: number): boolean {
  return count > 32767;
}

/** Returns the number of ports in a set. */
export function portCount(set: readonly PortRange[]): number {
  return set.reduce((count, { from, through }) => count + through - from + 1, 0);
}

/**
 * Parses a port or a range, such as `22` or `49152:65534`; either end of a range may be omitted. Rejects
 * leading zeros, because some tools read them as octal.
 *
 * @returns `undefined` if malformed
 */
export function readPorts(text: string, separator: string): PortRange | undefined {
  const ends = text.split(separator);
  const [from = "", through = from] = ends;
  if (
    ends.length > 2 ||
    ![from, through].every((end) => /^(?:0|[1-9]\d{0,4})?$/.test(end)) ||
    text === "" ||
    text === separator
  ) {
    return undefined;
  }
  const range = {
    from: Number(from),
    through: through === "" ? 65535 : Number(through),
  };
  return range.from <= range.through && range.through <= 65535 ? range : undefined;
}

/** Parses ports and ranges as {@link readPorts} does; `undefined` if any of them is malformed. */
export function readPortList(
  texts: readonly string[],
  separator: string,
): readonly PortRange[] | undefined {
  const ranges = texts.map((text) => readPorts(text, separator));
  return ranges.includes(undefined) ? undefined : (ranges as PortRange[]);
}
