import { textWidth } from "../formats/text-width.ts";

/** The default font size. */
export const textSize = 11;

/** The width of a column relative to the font size: that of DejaVu Sans, which is wider than most fonts. */
const columnWidth = { plain: 0.57, bold: 0.64 } as const;

/** Returns the number of text columns that certainly fit. */
export function columnsIn(width: number, size: number = textSize, isBold = false): number {
  return Math.max(1, Math.floor(width / (size * columnWidth[isBold ? "bold" : "plain"])));
}

/** Returns the width in which text certainly fits. */
export function widthOf(text: string, size: number = textSize, isBold = false): number {
  return Math.ceil(textWidth(text) * size * columnWidth[isBold ? "bold" : "plain"]);
}
