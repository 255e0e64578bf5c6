import type { Direction } from "../../net/types.ts";
import type { Brush } from "./brush.ts";

/** The dashes of lines in doubt. */
export const doubtDashes = "5 3";

/** The length of an arrowhead at the end of a line. */
export const headLength = 7;

/** What an arrow represents. */
export interface Meaning {
  readonly direction: Direction;
  /** Whether connections certainly get through; if not, the line is dashed. */
  readonly isOpen: boolean;
}

/** The line of an arrow, and the direction of its head. */
interface Course {
  /** The line, as a path that ends before the head. */
  readonly line: string;
  readonly x: number;
  readonly y: number;
  readonly points: "down" | "right";
}

/** Draws an arrow along connections. */
export function arrow(
  { line, x, y, points }: Course,
  { direction, isOpen }: Meaning,
  brush: Brush,
): readonly string[] {
  const color = isOpen ? direction : "doubt";
  const back = -headLength - 1;
  const head = points === "down" ? `l-4.5 ${back}h9z` : `l${back} -4.5v9z`;
  return [
    brush.path(line, { color, line: 1.5, dashes: isOpen ? undefined : doubtDashes }),
    brush.path(`M${x} ${y}${head}`, { color }),
  ];
}
