import { visible } from "../formats/escape/visible.ts";
import { cutText, wrapText } from "../formats/wrap-text.ts";
import type { Brush, TextStyle } from "./brush.ts";
import type { Drawing } from "./drawing.ts";
import { columnsIn, textSize } from "./text-columns.ts";

/** The approximate maximum number of lines; longer text is cut. */
const mostLines = 4;

/** Draws text, wrapped to the width. */
export function paragraph(
  text: string,
  width: number,
  brush: Brush,
  style: Pick<TextStyle, "color" | "isBold" | "size"> = {},
): Drawing {
  const size = style.size ?? textSize;
  const columns = columnsIn(width, size, style.isBold);
  const shown = cutText(visible(text), mostLines * columns);
  const lines = shown === "" ? [] : wrapText(shown, columns, "", "");
  const height = Math.round(size * 1.45);
  return {
    width,
    height: lines.length * height,
    parts: lines.map((line, index) =>
      brush.text(line, { ...style, x: 0, y: index * height + size, width }),
    ),
  };
}
