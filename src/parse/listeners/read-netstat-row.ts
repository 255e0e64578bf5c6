import type { Origin } from "../../net/types.ts";
import { readSocket, takesNoConnections } from "./read-socket.ts";
import type { Socket } from "./ruleset.ts";

/** Reads `tcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 1/sshd`; UDP has no state. */
export function readNetstatRow(content: string, origin: Origin): Socket | "none" | undefined {
  const [proto = "", received, queued, local = "", peer = "", ...rest] = content.split(/\s+/);
  const protocol = proto.replace(/^(tcp|udp)6$/, "$1");
  const hasState = protocol === "tcp" || takesNoConnections(rest[0]);
  const state = hasState ? rest.shift() : "UNCONN";
  // What follows a colon is what the process calls itself.
  const name = /^\d+\/([^:]+)/.exec(rest.join(" "))?.[1];
  return readSocket({
    origin,
    protocol,
    state,
    counts: [received, queued],
    local,
    peer,
    names: name === undefined ? [] : [name],
    tool: "netstat",
  });
}
