import type { PolicyOrExposure } from "../../policy/types.ts";
import type { DrawSide } from "./access-side.ts";
import { arrow, headLength } from "./arrow.ts";
import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import { serverCard } from "./server-card.ts";

/** The space for the arrows to the left of the cards. */
const arrowSpace = 22;

/** The horizontal position of the arrows. */
const x = 7;

/** The space above the server and below it. */
const space = 14;

/** Draws who connects above the server, and what the server connects to below it. */
export function aroundServer(
  input: PolicyOrExposure,
  drawSide: DrawSide,
  width: number,
  brush: Brush,
): Drawing {
  const inbound = drawSide("inbound", width - arrowSpace);
  const outbound = drawSide("outbound", width - arrowSpace);
  const server = serverCard(input, width, 0, brush);
  const top = inbound.height + space;
  const bottom = top + server.height;
  const below = bottom + space;
  const down = (y: number) =>
    ({ line: `M${arrowSpace} ${y}H${x}V${top - headLength}`, x, y: top, points: "down" }) as const;
  const right = (y: number) =>
    ({
      line: `M${x} ${bottom}V${y}H${arrowSpace - headLength}`,
      ...{ x: arrowSpace, y, points: "right" as const },
    }) as const;
  // Arrows of groups in doubt come first, because certain ones must cover them on the shared line.
  const arrows = [
    ...inbound.ends.map(({ y, isOpen }) => arrow(down(y), { direction: "inbound", isOpen }, brush)),
    ...outbound.ends.map(({ y, isOpen }) =>
      arrow(right(below + y), { direction: "outbound", isOpen }, brush),
    ),
  ];
  return {
    width,
    height: below + outbound.height,
    parts: [
      placed(inbound, arrowSpace, 0),
      placed(server, 0, top),
      placed(outbound, arrowSpace, below),
      ...arrows.reverse().flat(),
    ],
  };
}
