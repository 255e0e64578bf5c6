import { parsePrefix } from "../../net/network.ts";
import type { Family, Origin, Protocol } from "../../net/types.ts";
import { readLocalAddress } from "./read-address.ts";
import { readPort } from "./read-port.ts";
import type { ListenerInput, ListenerTool, Socket } from "./ruleset.ts";

/** The columns of a row of any tool. */
interface Columns {
  readonly tool: ListenerTool;
  readonly protocol: Protocol;
  /** The family that the row names. */
  readonly family?: Family | undefined;
  readonly state: string | undefined;
  readonly local: string;
  readonly peer: string;
  readonly names: readonly string[];
  readonly isIpv6Only?: boolean | undefined;
  /** Whether the row names the protocol in a separate column, as ss does for several protocols. */
  readonly hasNetid: boolean;
}

/** A parsed row. */
export interface Row extends Pick<Columns, "hasNetid" | "protocol"> {
  /** `undefined` if the row could not be parsed. */
  readonly tool: ListenerTool | undefined;
  /** `undefined` if the row has no socket that accepts new connections. */
  readonly socket: Socket | undefined;
  readonly version: ListenerInput["version"];
}

/** The states in which a socket accepts no new connections, as the tools name them. */
const otherStates: ReadonlySet<string> = new Set([
  ...["ESTAB", "ESTABLISHED", "SYN-SENT", "SYN_SENT", "SYN-RECV", "SYN_RECV"],
  ...["FIN-WAIT-1", "FIN_WAIT1", "FIN-WAIT-2", "FIN_WAIT2", "TIME-WAIT", "TIME_WAIT"],
  ...["CLOSE", "CLOSE-WAIT", "CLOSE_WAIT", "LAST-ACK", "LAST_ACK", "CLOSING", "CLOSED"],
  ...["BOUND", "IDLE", "BOUND-INACTIVE", "NEW-SYN-RECV", "FIN_WAIT_1", "FIN_WAIT_2"],
]);

/** Returns whether a word is a state in which a socket accepts no new connections. */
export function takesNoConnections(state: string | undefined): boolean {
  return state !== undefined && otherStates.has(state);
}

/** Parses a row from its columns; `undefined` if it is malformed. */
export function readSocket(columns: Columns, origin: Origin): Row | undefined {
  const { tool, protocol, family, state, local, peer, names, isIpv6Only, hasNetid } = columns;
  const row = { tool, protocol, hasNetid, version: undefined };
  if (takesNoConnections(state)) {
    return { ...row, socket: undefined };
  }
  const [, host, name] = /^(\S+):([^\s:]+)$/.exec(local) ?? [];
  if (host === undefined || name === undefined || !isListening(protocol, state)) {
    return undefined;
  }
  if (name === "*") {
    // The socket has no port yet.
    return { ...row, socket: undefined };
  }
  const port = readPort(name, protocol, origin);
  const shown = readLocalAddress({ host, tool, family, isIpv6Only });
  return {
    ...row,
    socket: { origin, protocol, port, names, ...shown },
    version: tool === "ss" ? versionOf(host, peer) : undefined,
  };
}

function isListening(protocol: Protocol, state: string | undefined): boolean {
  return state === (protocol === "tcp" ? "LISTEN" : "UNCONN");
}

/** Returns the version of ss, judged by how it prints all IPv4 addresses. */
function versionOf(host: string, peer: string): ListenerInput["version"] {
  if (peer === "0.0.0.0:*") {
    return "new";
  }
  const isIpv4 = parsePrefix(host.replace(/%.*/, ""))?.family === "ipv4";
  return peer === "*:*" && isIpv4 ? "old" : undefined;
}
