import { readPortList } from "../../net/port-set.ts";
import type { AddOption } from "./option-use.ts";

/**
 * Returns what puts the ports of one end of a packet on a match: a list of ports and ranges. iptables has
 * them after a protocol only.
 */
export function addPorts(end: "source" | "destination"): AddOption {
  return ({ value, negated, what }, { builder }) => {
    const ranges = readPortList(value.split(","), ":");
    if (ranges === undefined || !builder.isOfOneProtocol) {
      builder.holds(undefined, what);
    } else if (end === "source") {
      builder.sourcePorts(ranges, negated, what);
    } else {
      builder.destinationPorts(ranges, negated, what);
    }
  };
}
