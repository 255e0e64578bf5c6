import type { Direction, Policy } from "../../src/index.ts";

/** What a policy says is open and unknown in a direction, in short: `tcp 22-25 192.0.2.1`. */
export function openAndUnknown(policy: Policy, direction: Direction = "inbound") {
  const lines = (list: Policy["rules"] | Policy["unknown"]) =>
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
    open: policy.defaults[direction] === "accept" ? ["everything"] : lines(policy.rules),
    unknown: lines(policy.unknown),
  };
}
