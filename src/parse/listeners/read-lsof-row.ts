import type { Origin, Protocol } from "../../net/types.ts";
import { type Row, readSocket } from "./read-socket.ts";

/** The end of a row: type, device, size, protocol, addresses, state. */
const end = /\sIPv([46])\s+\S+\s+\S+\s+(TCP|UDP)\s+(\S+)(?:\s+\(([A-Z_\d]+)\))?$/;

/** Parses `sshd 700 root 3u IPv4 12345 0t0 TCP *:22 (LISTEN)`; UDP has no state. */
export function readLsofRow(content: string, origin: Origin): Row | undefined {
  const [, family, node, name = "", state] = end.exec(content) ?? [];
  if (node === undefined) {
    return undefined;
  }
  const protocol = node.toLowerCase() as Protocol;
  const isConnected = name.includes("->");
  const [command = ""] = content.split(/\s/, 1);
  return readSocket(
    {
      tool: "lsof",
      hasNetid: false,
      protocol,
      family: family === "6" ? "ipv6" : "ipv4",
      state: isConnected ? "ESTABLISHED" : (state ?? (protocol === "udp" ? "UNCONN" : undefined)),
      local: name,
      peer: "",
      // lsof escapes spaces and symbols in names as \x20.
      names: [
        command.replace(/\\x([\da-f]{2})/g, (_, code) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        ),
      ],
    },
    origin,
  );
}
