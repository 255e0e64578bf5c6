import { listText } from "../../audit/list-text.ts";
import { familyNames } from "../../net/family-names.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { wrapText } from "../formats/wrap-text.ts";
import type { Brush } from "./brush.ts";
import type { Drawing } from "./drawing.ts";
import { columnsIn } from "./text-columns.ts";

const lineHeight = 16;
const padding = 10;

/** The maximum number of loopback ports that are named. */
const namedPorts = 8;

/**
 * Draws the server with its loopback ports.
 *
 * @param least - the minimum height
 */
export function serverCard(
  input: PolicyOrExposure,
  width: number,
  least: number,
  brush: Brush,
): Drawing {
  const loopback = "loopback" in input ? input.loopback.map(({ port }) => String(port)) : [];
  const lines = [
    input.families.map((family) => familyNames[family]).join(", "),
    ...(loopback.length > 0
      ? [
          "",
          "Loopback only:",
          ...wrapText(listText(loopback, namedPorts), columnsIn(width - 2 * padding), "", ""),
        ]
      : []),
  ];
  const needed = (lines.length + 1) * lineHeight + 2 * padding;
  const height = Math.max(least, needed);
  const top = Math.round((height - needed) / 2) + padding + 12;
  const x = width / 2;
  return {
    width,
    height,
    parts: [
      brush.box({ x: 0, y: 0, width, height, fill: "surface", stroke: "muted" }),
      brush.text("Server", { x, y: top, size: 13, isBold: true, anchor: "middle" }),
      ...lines.flatMap((line, index) =>
        line === ""
          ? []
          : [
              brush.text(line, {
                ...{ x, y: top + (index + 1) * lineHeight, anchor: "middle", color: "muted" },
                width: width - 2 * padding + 8,
              }),
            ],
      ),
    ],
  };
}
