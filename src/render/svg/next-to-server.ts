import type { PolicyOrExposure } from "../../policy/types.ts";
import type { DrawSide } from "./access-side.ts";
import { arrow, headLength } from "./arrow.ts";
import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import { serverCard } from "./server-card.ts";

const serverWidth = 104;

/** The space for the arrows between the server and the cards. */
const arrowSpace = 44;

/** The space above the server, next to the headings. */
const top = 20;

/** Draws who connects to the left of the server, and what the server connects to on its right. */
export function nextToServer(
  input: PolicyOrExposure,
  drawSide: DrawSide,
  width: number,
  brush: Brush,
): Drawing {
  const sideWidth = Math.floor((width - serverWidth - 2 * arrowSpace) / 2);
  const inbound = drawSide("inbound", sideWidth);
  const outbound = drawSide("outbound", sideWidth);
  const sides = Math.max(inbound.height, outbound.height);
  const server = serverCard(input, serverWidth, sides - top, brush);
  const left = sideWidth + arrowSpace;
  const right = left + serverWidth + arrowSpace;
  const across = (from: number, to: number, y: number) =>
    ({ line: `M${from} ${y}H${to - headLength}`, x: to, y, points: "right" }) as const;
  return {
    width,
    height: Math.max(sides, server.height + top),
    parts: [
      placed(inbound, 0, 0),
      placed(server, left, top),
      placed(outbound, right, 0),
      ...inbound.ends.flatMap(({ y, isOpen }) =>
        arrow(across(sideWidth, left, y), { direction: "inbound", isOpen }, brush),
      ),
      ...outbound.ends.flatMap(({ y, isOpen }) =>
        arrow(across(left + serverWidth, right, y), { direction: "outbound", isOpen }, brush),
      ),
    ],
  };
}
