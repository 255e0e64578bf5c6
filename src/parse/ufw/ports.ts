import { readPorts } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";

/** The maximum number of ports in a ufw list, as in iptables' multiport: 15, a range counting as two. */
const maxPorts = 15;

/**
 * Parses a list of ports and ranges: `22,49152:65534`.
 *
 * @returns `undefined` if ufw rejects it
 */
export function readUfwPorts(text: string): readonly PortRange[] | undefined {
  const ranges = text.split(",").map((each) => {
    const range = /^\d+(:\d+)?$/.test(each) ? readPorts(each, ":") : undefined;
    return range && range.from > 0 && (each.includes(":") ? range.from < range.through : true)
      ? range
      : undefined;
  });
  return ranges.includes(undefined) || text.split(/[,:]/).length > maxPorts
    ? undefined
    : (ranges as PortRange[]);
}
