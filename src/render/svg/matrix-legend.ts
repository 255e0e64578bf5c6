import type { PortEntry } from "../../dataset/types.ts";
import type { Brush } from "./brush.ts";
import type { Drawing } from "./drawing.ts";
import { glyphs } from "./glyphs.ts";
import { widthOf } from "./text-columns.ts";

const rowHeight = 18;

/** An entry of the legend: the width of its symbol, and its meaning. */
interface Sign {
  readonly text: string;
  readonly draw: (x: number, y: number, brush: Brush) => readonly string[];
}

const signOf = (inbound: boolean, outbound: boolean, scope: PortEntry["scope"]) =>
  ({ documented: { inbound, outbound }, scope }) as PortEntry;

const signs: readonly Sign[] = [
  entrySign("inbound", signOf(true, false, "network")),
  entrySign("outbound", signOf(false, true, "network")),
  entrySign("both", signOf(true, true, "network")),
  entrySign("loopback only", signOf(false, false, "loopback")),
  {
    text: "not documented",
    draw: (x, y, brush) => [brush.path(`M${x - 2} ${y}h4`, { color: "muted", line: 1 })],
  },
  {
    text: "added, removed or changed",
    draw: (x, y, brush) => [brush.path(`M${x} ${y - 8}v16`, { color: "change", line: 2 })],
  },
];

function entrySign(text: string, entry: PortEntry): Sign {
  return {
    text,
    draw: (x, y, brush) => [
      brush.box({ x: x - 7, y: y - 8, width: 14, height: 16, radius: 3, fill: "surface" }),
      ...glyphs([[entry, [x, y]]], brush),
    ],
  };
}

/** Draws the meanings of the symbols of a matrix, wrapped to the width. */
export function matrixLegend(width: number, brush: Brush): Drawing {
  let x = 0;
  let y = rowHeight / 2;
  const parts: string[] = [];
  for (const { text, draw } of signs) {
    const needed = 20 + widthOf(text);
    if (x > 0 && x + needed > width) {
      x = 0;
      y += rowHeight;
    }
    parts.push(...draw(x + 7, y, brush));
    parts.push(brush.text(text, { x: x + 19, y: y + 4, color: "muted" }));
    x += needed + 14;
  }
  return { width, height: y + rowHeight / 2, parts };
}
