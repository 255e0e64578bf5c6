import type { PortEntry } from "../../dataset/types.ts";
import type { Brush } from "./brush.ts";

/** The outlines of symbols around the middle of a cell. */
const outlines = {
  inbound: (x: number, y: number) => `M${x - 3} ${y - 2.5}h6l-3 5z`,
  outbound: (x: number, y: number) => `M${x - 3} ${y + 2.5}h6l-3 -5z`,
  loopback: (x: number, y: number) => `M${x - 2.5} ${y}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0`,
} as const;

/** The middle of a symbol. */
type Middle = readonly [x: number, y: number];

/** An entry, and the middle of the cell that it is drawn in. */
export type Cell = readonly [entry: PortEntry, middle: Middle];

/** The distance of each of two triangles from the middle of a cell. */
const apart = 3.5;

/**
 * Draws the symbols of entries: a triangle down for inbound, a triangle up for outbound, both for both directions, and a
 * ring for loopback only.
 */
export function glyphs(cells: readonly Cell[], brush: Brush): readonly string[] {
  const rings = cells.filter(([{ scope }]) => scope === "loopback");
  const inbound = cells.filter(([{ documented }]) => documented.inbound);
  const outbound = cells.filter(([{ documented }]) => documented.outbound);
  return [
    ...(inbound.length > 0
      ? [
          brush.path(
            inbound
              .map(([{ documented }, [x, y]]) =>
                outlines.inbound(x, y + (documented.outbound ? apart : 0)),
              )
              .join(""),
            { color: "inbound" },
          ),
        ]
      : []),
    ...(outbound.length > 0
      ? [
          brush.path(
            outbound
              .map(([{ documented }, [x, y]]) =>
                outlines.outbound(x, y - (documented.inbound ? apart : 0)),
              )
              .join(""),
            { color: "outbound" },
          ),
        ]
      : []),
    ...(rings.length > 0
      ? [
          brush.path(rings.map(([, [x, y]]) => outlines.loopback(x, y)).join(""), {
            color: "loopback",
            line: 1.5,
          }),
        ]
      : []),
  ];
}
