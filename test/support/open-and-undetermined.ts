import type { Direction, Exposure, PortAccess } from "../../src/index.ts";

/** Returns the open and undetermined ports of an exposure in a direction, in short form: `tcp 22-25 192.0.2.1`. */
export function openAndUndetermined(exposure: Exposure, direction: Direction = "inbound") {
  const lines = (list: readonly PortAccess[]) =>
    list
      .filter((each) => each.direction === direction)
      .map(({ protocol, ports: { from, through }, sources, except }) =>
        [
          `${protocol} ${from}${from === through ? "" : `-${through}`}`,
          ...(sources === "any" ? [] : [sources.join()]),
          ...(except.length > 0 ? [`not ${except.join()}`] : []),
        ].join(" "),
      );
  return {
    open: exposure.defaults[direction] === "accept" ? ["everything"] : lines(exposure.rules),
    undetermined: lines(exposure.undetermined),
  };
}
