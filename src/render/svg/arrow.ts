import type { Direction } from "../../net/types.ts";
import type { Brush } from "./brush.ts";

/** The dashes of what is in doubt. */
export const doubtDashes = "5 3";

/** The space that a head takes at the end of a line. */
export const headLength = 7;

/** What an arrow stands for. */
export interface Meaning {
  readonly direction: Direction;
  /** Whether it is certain that connections get through; the line is dashed if not. */
  readonly isOpen: boolean;
}

/** Where an arrow is: its line, and where its head points to. */
interface Course {
  /** The line, as a path that ends before the head. */
  readonly line: string;
  readonly x: number;
  readonly y: number;
  readonly points: "down" | "right";
}

/** Draws the way of connections. */
export function arrow(
  { line, x, y, points }: Course,
  { direction, isOpen }: Meaning,
  brush: Brush,
): readonly string[] {
  const colour = isOpen ? direction : "doubt";
  const back = -headLength - 1;
  const head = points === "down" ? `l-4.5 ${back}h9z` : `l${back} -4.5v9z`;
  return [
    brush.path(line, { colour, line: 1.5, dashes: isOpen ? undefined : doubtDashes }),
    brush.path(`M${x} ${y}${head}`, { colour }),
  ];
}
