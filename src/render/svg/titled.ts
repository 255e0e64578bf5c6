import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import { paragraph } from "./paragraph.ts";
import type { Picture } from "./picture.ts";

const margin = 14;

/** The space between the drawings of a picture. */
const space = 12;

/** The content below a title. */
export interface Below {
  readonly width: number;
  readonly drawings: readonly Drawing[];
}

/**
 * Creates a picture from its title and the drawings below it.
 *
 * @param draw - draws the content in the available width
 */
export function titled(
  title: string,
  description: string,
  width: number,
  brush: Brush,
  draw: (room: number) => Below,
): Picture {
  const below = draw(width - 2 * margin);
  const heading = paragraph(title, below.width, brush, { isBold: true, size: 15 });
  let y = margin;
  const parts = [heading, ...below.drawings]
    .filter(({ height }) => height > 0)
    .map((drawing) => {
      const part = placed(drawing, margin, y);
      y += drawing.height + space;
      return part;
    });
  return {
    width: below.width + 2 * margin,
    height: y - space + margin,
    title,
    description,
    parts,
  };
}
