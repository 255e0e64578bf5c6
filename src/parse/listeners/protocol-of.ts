import type { Protocol } from "../../net/types.ts";

/** How rows with a socket of a protocol begin, or what rows of lsof contain. */
const marks: readonly (readonly [Protocol, RegExp])[] = [
  ["tcp", /^(?:tcp6?|LISTEN)\s|\sIPv[46]\s.*\sTCP\s/],
  ["udp", /^(?:udp6?|UNCONN)\s|\sIPv[46]\s.*\sUDP\s/],
];

/** Returns the protocol of a line that looks like a row; `undefined` for other lines. */
export function protocolOf(content: string): Protocol | undefined {
  return marks.find(([, mark]) => mark.test(content))?.[0];
}
