import type { Direction } from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { accessGroups } from "./access-groups.ts";
import { accessSide } from "./access-side.ts";
import { accessDescription } from "./access-text.ts";
import { aroundServer } from "./around-server.ts";
import type { Brush } from "./brush.ts";
import { nextToServer } from "./next-to-server.ts";
import type { Picture } from "./picture.ts";
import type { ReadSvgOptions } from "./svg-options.ts";
import { titled } from "./titled.ts";

/** The minimum width to draw the three parts of a diagram next to each other. */
const wide = 640;

/** Draws who connects, the server, and what it connects to. */
export function accessPicture(
  input: PolicyOrExposure,
  { caption, width }: ReadSvgOptions,
  brush: Brush,
): Picture {
  const groups = {
    inbound: accessGroups(input, "inbound"),
    outbound: accessGroups(input, "outbound"),
  };
  const title = caption ?? input.title;
  return titled(title, accessDescription(input, groups), width, brush, (room) => {
    const side = (direction: Direction, sideWidth: number) =>
      accessSide(
        groups[direction],
        input.defaults[direction],
        {
          title: direction === "inbound" ? "Who may connect" : "What it may connect to",
          color: direction,
        },
        sideWidth,
        brush,
      );
    const layout = width < wide ? aroundServer : nextToServer;
    return { width: room, drawings: [layout(input, side, room, brush)] };
  });
}
