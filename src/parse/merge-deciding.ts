import { mergeAdjacent, type PortInterval } from "../net/port-map.ts";
import type { Origin, PortRange } from "../net/types.ts";

/** Joins adjacent equal intervals that the same place decided. */
export function mergeDeciding<T>(
  states: readonly PortInterval<T>[],
  alike: (a: T, b: T) => boolean,
  originOf: (state: T) => Origin | null,
): readonly {
  readonly ports: PortRange;
  readonly value: T;
  readonly decidedBy: Origin | null;
}[] {
  return mergeAdjacent(
    states.map(({ from, through, value }) => ({
      from,
      through,
      value: { state: value, decidedBy: originOf(value) },
    })),
    (a, b) => a.decidedBy === b.decidedBy && alike(a.state, b.state),
  ).map(({ from, through, value: { state, decidedBy } }) => ({
    ports: { from, through },
    value: state,
    decidedBy,
  }));
}
