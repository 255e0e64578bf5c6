import { rangeText } from "../../net/port-range.ts";
import type { LimitedPorts } from "./limited-ports.ts";

/** Writes limited ports as in the host lists of CSF and APF: `tcp|in|d=22|s=198.51.100.0/24`. */
export function hostLines(
  limited: readonly LimitedPorts[],
  separator: ":" | "|",
): readonly string[] {
  return limited.flatMap(({ protocol, direction, source, ports }) => {
    const [way, end] = direction === "inbound" ? ["in", "s"] : ["out", "d"];
    return ports.map((range) =>
      [protocol, way, `d=${rangeText(range, "_")}`, `${end}=${source}`].join(separator),
    );
  });
}
