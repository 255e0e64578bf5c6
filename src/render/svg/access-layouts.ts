import type { Direction } from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { doubtDashes } from "./access-card.ts";
import type { Side } from "./access-side.ts";
import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import { serverCard } from "./server-card.ts";

/** Draws a side in a width. */
type DrawSide = (direction: Direction, width: number) => Side;

const serverWidth = 104;

/** The space for the lines between the server and the cards. */
const lineSpace = 44;

/** The space that a head takes at the end of a line. */
const headLength = 7;

/** Puts who connects on the left of the server, and what it connects to on its right. */
export function besideServer(
  input: PolicyOrExposure,
  drawSide: DrawSide,
  width: number,
  brush: Brush,
): Drawing {
  const sideWidth = Math.floor((width - serverWidth - 2 * lineSpace) / 2);
  const inbound = drawSide("inbound", sideWidth);
  const outbound = drawSide("outbound", sideWidth);
  const top = 20;
  const server = serverCard(
    input,
    serverWidth,
    Math.max(inbound.height, outbound.height) - top,
    brush,
  );
  const serverLeft = sideWidth + lineSpace;
  const right = serverLeft + serverWidth + lineSpace;
  return {
    width,
    height: Math.max(inbound.height, outbound.height, server.height + top),
    parts: [
      placed(inbound, 0, 0),
      placed(server, serverLeft, top),
      placed(outbound, right, 0),
      ...inbound.ends.flatMap(({ y, isOpen }) =>
        arrow(sideWidth, serverLeft, y, isOpen, "inbound", brush),
      ),
      ...outbound.ends.flatMap(({ y, isOpen }) =>
        arrow(serverLeft + serverWidth, right, y, isOpen, "outbound", brush),
      ),
    ],
  };
}

function arrow(
  from: number,
  to: number,
  y: number,
  isOpen: boolean,
  direction: Direction,
  brush: Brush,
): readonly string[] {
  const colour = isOpen ? direction : "doubt";
  return [
    brush.path(`M${from} ${y}H${to - headLength}`, {
      ...{ colour, line: 1.5 },
      dashes: isOpen ? undefined : doubtDashes,
    }),
    brush.path(`M${to} ${y}l${-headLength - 1} -4.5v9z`, { colour }),
  ];
}

/** The space left of the cards for the line to the server. */
const railSpace = 22;

const railX = 7;

/** Puts who connects above the server, and what it connects to below it. */
export function belowEachOther(
  input: PolicyOrExposure,
  drawSide: DrawSide,
  width: number,
  brush: Brush,
): Drawing {
  const space = 14;
  const inbound = drawSide("inbound", width - railSpace);
  const outbound = drawSide("outbound", width - railSpace);
  const server = serverCard(input, width, 0, brush);
  const serverTop = inbound.height + space;
  const outboundTop = serverTop + server.height + space;
  const rails = [
    ...inbound.ends.map(({ y, isOpen }) => ({
      d: `M${railSpace} ${y}H${railX}V${serverTop - headLength}`,
      isOpen,
      direction: "inbound" as const,
      head: `M${railX} ${serverTop}l-4.5 ${-headLength - 1}h9z`,
    })),
    ...outbound.ends.map(({ y, isOpen }) => ({
      d: `M${railX} ${outboundTop - space}V${outboundTop + y}H${railSpace - headLength}`,
      isOpen,
      direction: "outbound" as const,
      head: `M${railSpace} ${outboundTop + y}l${-headLength - 1} -4.5v9z`,
    })),
  ];
  return {
    width,
    height: outboundTop + outbound.height,
    parts: [
      placed(inbound, railSpace, 0),
      placed(server, 0, serverTop),
      placed(outbound, railSpace, outboundTop),
      ...rails.reverse().flatMap(({ d, isOpen, direction, head }) => {
        const colour = isOpen ? direction : "doubt";
        return [
          brush.path(d, { colour, line: 1.5, dashes: isOpen ? undefined : doubtDashes }),
          brush.path(head, { colour }),
        ];
      }),
    ],
  };
}
