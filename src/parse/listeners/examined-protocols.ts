import type { Protocol } from "../../net/types.ts";
import type { Heading } from "./read-heading.ts";
import type { Row } from "./read-socket.ts";
import type { Socket } from "./ruleset.ts";

/**
 * Returns the protocols whose listening sockets an input shows: those with at least one such socket, and both
 * if ss was asked for several. An input with only established connections does not show what listens.
 *
 * @param sockets - the sockets that listen or may listen
 */
export function examinedProtocols(
  sockets: readonly Socket[],
  rows: readonly Row[],
  headings: readonly Heading[],
): ReadonlySet<Protocol> {
  const hasNetid = headings.some((heading) => heading.hasNetid) || rows.some((row) => row.hasNetid);
  const showsListening = sockets.length > 0 || rows.length === 0;
  return new Set(
    hasNetid && showsListening ? ["tcp", "udp"] : sockets.map(({ protocol }) => protocol),
  );
}
