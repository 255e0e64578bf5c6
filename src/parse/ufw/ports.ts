import { readPorts } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";

/**
 * Reads a list of ports, of which ufw takes 15 at most, a range counting as two.
 *
 * @returns `undefined` for what is none
 */
export function readUfwPorts(text: string): readonly PortRange[] | undefined {
  const ranges = text.split(",").map((each) => {
    const range = /^\d+(:\d+)?$/.test(each) ? readPorts(each, ":") : undefined;
    return range && range.from > 0 && (each.includes(":") ? range.from < range.through : true)
      ? range
      : undefined;
  });
  return ranges.includes(undefined) || text.split(/[,:]/).length > 15
    ? undefined
    : (ranges as PortRange[]);
}
