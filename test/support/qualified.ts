import type { Direction, Exposure } from "../../src/index.ts";

/** Returns the qualified ports of an exposure in short form: `tcp 22 limited (line 7)`. */
export function qualified(exposure: Exposure, direction: Direction = "inbound"): readonly string[] {
  return exposure.qualified
    .filter((each) => each.direction === direction)
    .map(({ protocol, ports: { from, through }, sources, except, reasons }) =>
      [
        `${protocol} ${from}${from === through ? "" : `-${through}`}`,
        ...(sources === "any" ? [] : [sources.join()]),
        ...(except.length > 0 ? [`not ${except.join()}`] : []),
        reasons.join("; "),
      ].join(" "),
    );
}
