import type { PortRange } from "../../net/types.ts";

/**
 * Cuts a list of ports into lists of at most 15, a range counting as two: more do not go into one
 * rule of the multiport match, nor into one of ufw.
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
