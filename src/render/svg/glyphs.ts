import type { PortEntry } from "../../dataset/types.ts";
import type { Brush } from "./brush.ts";

/** Outlines in a cell by what they stand for, around the middle of the cell. */
const outlines = {
  inbound: (x: number, y: number) => `M${x - 3} ${y - 2.5}h6l-3 5z`,
  outbound: (x: number, y: number) => `M${x - 3} ${y + 2.5}h6l-3 -5z`,
  loopback: (x: number, y: number) => `M${x - 2.5} ${y}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0`,
} as const;

/** Where the middle of something is. */
type Middle = readonly [x: number, y: number];

/**
 * Draws what entries show: a triangle down where connections come in, a triangle up where they go out, one above the other
 * for both, and a ring where only the server itself connects.
 */
export function glyphs(
  entries: readonly (readonly [entry: PortEntry, middle: Middle])[],
  brush: Brush,
): readonly string[] {
  const outlinesOf = (
    kind: keyof typeof outlines,
    shiftOf: (entry: PortEntry) => number | undefined,
  ) =>
    entries
      .flatMap(([entry, [x, y]]) => {
        const shift = shiftOf(entry);
        return shift === undefined ? [] : [outlines[kind](x, y + shift)];
      })
      .join("");
  const paths = [
    brush.path(
      outlinesOf("inbound", ({ documented: { inbound, outbound } }) =>
        inbound ? (outbound ? 3.5 : 0) : undefined,
      ),
      { colour: "inbound" },
    ),
    brush.path(
      outlinesOf("outbound", ({ documented: { inbound, outbound } }) =>
        outbound ? (inbound ? -3.5 : 0) : undefined,
      ),
      { colour: "outbound" },
    ),
    brush.path(
      outlinesOf("loopback", ({ scope }) => (scope === "loopback" ? 0 : undefined)),
      { colour: "loopback", line: 1.5 },
    ),
  ];
  return paths.filter((path) => !path.startsWith('<path d="" '));
}
