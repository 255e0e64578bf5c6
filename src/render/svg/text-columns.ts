import { textWidth } from "../formats/text-width.ts";

/** The size of letters that most of a picture has. */
export const textSize = 11;

/** The width of a column by the size of its letters: that of DejaVu Sans, which is wider than most fonts. */
const columnWidth = { plain: 0.57, bold: 0.64 } as const;

/** Returns how many columns of text are sure to fit. */
export function columnsIn(width: number, size: number = textSize, isBold = false): number {
  return Math.max(1, Math.floor(width / (size * columnWidth[isBold ? "bold" : "plain"])));
}

/** Returns the width in which a text is sure to fit. */
export function widthOf(text: string, size: number = textSize, isBold = false): number {
  return Math.ceil(textWidth(text) * size * columnWidth[isBold ? "bold" : "plain"]);
}
