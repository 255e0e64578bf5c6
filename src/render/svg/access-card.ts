import { wrapText } from "../formats/wrap-text.ts";
import type { AccessGroup, AccessRow } from "./access-groups.ts";
import { certaintyTexts } from "./access-text.ts";
import { doubtDashes } from "./arrow.ts";
import type { Brush } from "./brush.ts";
import type { Drawing } from "./drawing.ts";
import type { Color } from "./palette.ts";
import { columnsIn, textSize, widthOf } from "./text-columns.ts";

const lineHeight = 16;
const padding = 10;

/** A line of a card, with text on the left, on the right, or both. */
interface Line {
  readonly left?: string;
  readonly right?: string;
  readonly style: "heading" | "plain" | "remark";
}

/** A card and its number of text rows. */
export interface Card extends Drawing {
  readonly rows: number;
}

/**
 * Draws a card with who may use which ports.
 *
 * @param most - the maximum number of rows with ports; further rows are counted
 */
export function accessCard(
  group: AccessGroup,
  color: Color,
  width: number,
  most: number,
  brush: Brush,
): Card {
  const isOpen = group.certainty === "open";
  const room = width - 2 * padding;
  const heading = wrapText(group.audience, columnsIn(room, textSize, true), "", "").map(
    (left): Line => ({ left, style: "heading" }),
  );
  const remark = certaintyTexts[group.certainty];
  const ports = group.rows.flatMap((row) => linesOf(row, room));
  const shown = ports.length > most ? ports.slice(0, most - 1) : ports;
  const lines: readonly Line[] = [
    ...heading,
    ...(remark ? [{ left: remark, style: "remark" } as const] : []),
    ...shown,
    ...(shown.length < ports.length
      ? [{ left: `… ${group.ranges} ports and ranges in total`, style: "remark" } as const]
      : []),
  ];
  const height = lines.length * lineHeight + 2 * padding - 4;
  const border = isOpen ? color : "doubt";
  return {
    width,
    height,
    rows: lines.length,
    parts: [
      brush.box({
        ...{ x: 0, y: 0, width, height, fill: "surface", stroke: border },
        dashes: isOpen ? undefined : doubtDashes,
      }),
      ...lines.flatMap((line, index) =>
        lineParts(line, padding + index * lineHeight + textSize, width, isOpen, brush),
      ),
    ],
  };
}

function linesOf({ label, ports }: AccessRow, room: number): readonly Line[] {
  if (label === "") {
    return wrapText(ports, columnsIn(room), "", "").map((left) => ({ left, style: "plain" }));
  }
  const portRoom = Math.min(widthOf(ports), Math.floor(room * 0.5));
  return wrapText(ports, columnsIn(portRoom), "", "").map((right, index) => ({
    ...(index === 0 && { left: label }),
    right,
    style: "plain",
  }));
}

function lineParts(
  { left = "", right = "", style }: Line,
  y: number,
  width: number,
  isOpen: boolean,
  brush: Brush,
): readonly string[] {
  const room = width - 2 * padding - (right === "" ? 0 : widthOf(right) + 8);
  const color = style === "remark" ? (isOpen ? "muted" : "doubt") : "text";
  return [
    ...(left === ""
      ? []
      : [
          brush.text(left, {
            ...{ x: padding, y, width: room, isBold: style === "heading" },
            color: right === "" ? color : "muted",
          }),
        ]),
    ...(right === "" ? [] : [brush.text(right, { x: width - padding, y, anchor: "end" })]),
  ];
}
