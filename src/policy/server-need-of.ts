import type { ServerNeed } from "../dataset/types.ts";
import type { Direction, Protocol } from "../net/types.ts";
import { serverNeeds } from "../query/server-needs.ts";

/** Returns the need of every server that uses a port; `undefined` for none. */
export function serverNeedOf(
  direction: Direction,
  protocol: Protocol,
  port: number,
): ServerNeed | undefined {
  return serverNeeds.find(({ traffic }) =>
    traffic.some(
      (each) =>
        "port" in each &&
        each.direction === direction &&
        each.protocol === protocol &&
        each.port === port,
    ),
  );
}
