import type { PortRange } from "../../net/types.ts";

/**
 * Splits ports into lists of at most 15, where a range counts as two: the limit of a multiport match and
 * of a ufw rule.
 */
export function portLists(ports: readonly PortRange[]): readonly (readonly PortRange[])[] {
  const lists: PortRange[][] = [];
  let size = 15;
  for (const range of ports) {
    const cost = range.from === range.through ? 1 : 2;
    if (size + cost > 15) {
      lists.push([]);
      size = 0;
    }
    lists.at(-1)?.push(range);
    size += cost;
  }
  return lists;
}
