import type { Heading } from "./read-heading.ts";
import type { Row } from "./read-socket.ts";
import type { ListenerInput } from "./ruleset.ts";

/**
 * Tells which version of ss printed an input: from what it prints for every address of IPv4, from its
 * headings, and from a port that has sockets for `*` and for `[::]`, which only old versions show.
 */
export function versionOfInput(
  rows: readonly Row[],
  headings: readonly Heading[],
): ListenerInput["version"] {
  const found = rows.find(({ version }) => version !== undefined)?.version;
  if (found || headings.some(({ isNew }) => isNew)) {
    return found ?? "new";
  }
  const ports = (kind: "all-ipv6" | "star") =>
    rows.flatMap(({ socket }) =>
      socket?.address?.kind === kind ? [`${socket.protocol} ${socket.port}`] : [],
    );
  const stars = new Set(ports("star"));
  return ports("all-ipv6").some((port) => stars.has(port)) ? "old" : undefined;
}
