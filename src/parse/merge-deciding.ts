import { mergeAdjacent, type PortInterval } from "../net/port-map.ts";
import type { Origin, PortRange } from "../net/types.ts";

/** Joins adjacent equal intervals; the origin that decided about most of their ports becomes `decidedBy`. */
export function mergeDeciding<T>(
  states: readonly PortInterval<T>[],
  alike: (a: T, b: T) => boolean,
  originOf: (state: T) => Origin | null,
): readonly {
  readonly ports: PortRange;
  readonly value: T;
  readonly decidedBy: Origin | null;
}[] {
  let next = 0;
  return mergeAdjacent(states, alike).map(({ from, through, value }) => {
    const counts = new Map<Origin | null, number>();
    for (; next < states.length && (states[next] as PortInterval<T>).from <= through; next++) {
      const part = states[next] as PortInterval<T>;
      const origin = originOf(part.value);
      counts.set(origin, (counts.get(origin) ?? 0) + part.through - part.from + 1);
    }
    const [[decidedBy]] = [...counts].sort(([, a], [, b]) => b - a) as [[Origin | null, number]];
    return { ports: { from, through }, value, decidedBy };
  });
}
