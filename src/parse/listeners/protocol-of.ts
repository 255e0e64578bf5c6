import type { Protocol } from "../../net/types.ts";

/** How rows begin, or of lsof contain, that have a socket of a protocol. */
const marks: readonly (readonly [Protocol, RegExp])[] = [
  ["tcp", /^(?:tcp6?|LISTEN)\s|\sIPv[46]\s.*\sTCP\s/],
  ["udp", /^(?:udp6?|UNCONN)\s|\sIPv[46]\s.*\sUDP\s/],
];

/** Returns the protocol of what looks like a row; `undefined` for all else. */
export function protocolOf(content: string): Protocol | undefined {
  return marks.find(([, mark]) => mark.test(content))?.[0];
}
