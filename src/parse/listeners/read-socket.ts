import { parsePrefix } from "../../net/network.ts";
import { isPort } from "../../util/is-port.ts";
import { readLocalAddress } from "./read-address.ts";
import type { Socket } from "./ruleset.ts";

/** The columns of a row, of either tool. */
interface Columns extends Pick<Socket, "origin" | "names" | "tool"> {
  readonly protocol: string;
  readonly state: string | undefined;
  /** How many bytes wait to be read and to be sent. */
  readonly counts: readonly (string | undefined)[];
  readonly local: string;
  readonly peer: string;
}

/** States in which a socket takes no new connections, as ss and netstat name them. */
const otherStates: ReadonlySet<string> = new Set([
  ...["ESTAB", "ESTABLISHED", "SYN-SENT", "SYN_SENT", "SYN-RECV", "SYN_RECV"],
  ...["FIN-WAIT-1", "FIN_WAIT1", "FIN-WAIT-2", "FIN_WAIT2", "TIME-WAIT", "TIME_WAIT"],
  ...["CLOSE", "CLOSE-WAIT", "CLOSE_WAIT", "LAST-ACK", "LAST_ACK", "CLOSING"],
]);

/** Tells whether a word is a state in which a socket takes no new connections. */
export function takesNoConnections(state: string | undefined): boolean {
  return state !== undefined && otherStates.has(state);
}

/** Reads a socket; `"none"` if it takes no new connections, `undefined` if it is not understood. */
export function readSocket(columns: Columns): Socket | "none" | undefined {
  const { origin, protocol, state, counts, local, peer, names, tool } = columns;
  const areCounts = counts.every((count) => count !== undefined && /^\d+$/.test(count));
  if (!areCounts || peer === "" || (protocol !== "tcp" && protocol !== "udp")) {
    return undefined;
  }
  if (takesNoConnections(state)) {
    return "none";
  }
  const [, host = "", digits] = /^(\S+):(\d{1,5})$/.exec(local) ?? [];
  const port = Number(digits);
  if (state !== (protocol === "tcp" ? "LISTEN" : "UNCONN") || !isPort(port)) {
    return undefined;
  }
  const { address, device } = readLocalAddress(host);
  // They print `*` for every address of IPv4, and for the remote ones too.
  const isIpv4 = parsePrefix(host.replace(/%.*/, ""))?.family === "ipv4";
  const isFromOldSs = peer === "*:*" && isIpv4;
  return { origin, protocol, port, address, device, names, tool, isFromOldSs };
}
