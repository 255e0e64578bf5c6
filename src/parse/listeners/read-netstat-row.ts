import type { Family, Origin, Protocol } from "../../net/types.ts";
import { type Row, readSocket, takesNoConnections } from "./read-socket.ts";

/** Parses `tcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 1/sshd`; UDP has no state. */
export function readNetstatRow(content: string, origin: Origin): Row | undefined {
  const [proto = "", received = "", queued = "", local = "", peer = "", ...rest] =
    content.split(/\s+/);
  const [, protocol, six] = /^(tcp|udp)(6?)$/.exec(proto) ?? [];
  if (protocol === undefined || !/^\d+ \d+$/.test(`${received} ${queued}`) || peer === "") {
    return undefined;
  }
  const hasState = protocol === "tcp" || takesNoConnections(rest[0]);
  const state = hasState ? rest.shift() : "UNCONN";
  // The text after a colon is the title that the process set.
  const name = /(?:^| )\d+\/([^:]+)/.exec(rest.join(" "))?.[1];
  const family: Family | undefined = six === "" ? undefined : "ipv6";
  return readSocket(
    {
      tool: "netstat",
      hasNetid: false,
      protocol: protocol as Protocol,
      family,
      state,
      local,
      peer,
      names: name === undefined ? [] : [name],
    },
    origin,
  );
}
