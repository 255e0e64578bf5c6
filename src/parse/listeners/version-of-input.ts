import type { Heading } from "./read-heading.ts";
import type { Row } from "./read-socket.ts";
import type { ListenerInput } from "./ruleset.ts";

/**
 * Returns which version of ss printed an input, judged by how it prints all IPv4 addresses, by its headings,
 * and by ports with sockets for both `*` and `[::]`, which only old versions show.
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
