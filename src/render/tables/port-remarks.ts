import type { PortEntry } from "../../dataset/types.ts";
import type { Direction, Protocol } from "../../net/types.ts";
import { serverNeedOf } from "../../policy/server-need-of.ts";
import { entryAt } from "../../query/entry-at.ts";
import { getPortHistory } from "../../query/get-port-history.ts";
import { internalPorts } from "../../query/internal-ports.ts";
import { directionsOf, protocolsOf } from "./port-words.ts";

/** Returns the conditions of a port for a protocol. */
export function conditionsOf({ conditions }: PortEntry, protocol: Protocol): string {
  return conditions
    .filter((each) => each.protocols.includes(protocol))
    .map((each) => each.text)
    .join("; ");
}

/** Returns a remark on a port that the page does not document for a direction and a protocol. */
export function remarkOn(
  release: number,
  { direction, protocol }: { readonly direction: Direction; readonly protocol: Protocol },
  port: number,
): string {
  const need = serverNeedOf(direction, protocol, port);
  if (need) {
    return `every server needs it: ${need.name}`;
  }
  const internal = internalPorts.find((each) => each.port === port);
  if (internal) {
    return `only the server itself may reach it: ${internal.name}`;
  }
  const entry = entryAt(release, port);
  if (entry) {
    return `documented as ${protocolsOf(entry)}, ${directionsOf(entry)}`;
  }
  const spans = getPortHistory(port).map(({ from, through }) => `${from} to ${through}`);
  return spans.length > 0 ? `documented in ${spans.join(", ")}` : "no page documents it";
}
