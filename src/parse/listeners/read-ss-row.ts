import type { Origin, Protocol } from "../../net/types.ts";
import { type Row, readSocket, takesNoConnections } from "./read-socket.ts";

/**
 * Parses `tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))`. Without the first column, which
 * ss omits for a single protocol, `LISTEN` means TCP and `UNCONN` means UDP.
 */
export function readSsRow(content: string, origin: Origin): Row | undefined {
  const [first = "", ...others] = content.split(/\s+/);
  const hasNetid = first === "tcp" || first === "udp";
  const [state = "", received = "", queued = "", local = "", peer = "", ...rest] = hasNetid
    ? others
    : [first, ...others];
  if (!/^\d+ \d+$/.test(`${received} ${queued}`) || peer === "") {
    return undefined;
  }
  const protocol: Protocol | undefined = hasNetid ? first : protocolOf(state);
  if (protocol === undefined) {
    return undefined;
  }
  const text = rest.join(" ");
  const [, isIpv6Only] = /(?:^| )v6only:([01])(?: |$)/.exec(text.replace(/"[^"]*"/g, "")) ?? [];
  return readSocket(
    {
      tool: "ss",
      hasNetid,
      protocol,
      state,
      local,
      peer,
      names: [...text.matchAll(/\("([^"]+)",pid=\d+,fd=\d+\)/g)].map(([, name = ""]) => name),
      isIpv6Only: isIpv6Only === undefined ? undefined : isIpv6Only === "1",
    },
    origin,
  );
}

function protocolOf(state: string): Protocol | undefined {
  return state === "UNCONN"
    ? "udp"
    : state === "LISTEN" || takesNoConnections(state)
      ? "tcp"
      : undefined;
}
