import type { Protocol } from "../net/types.ts";

/** The transport protocols that a policy covers. */
export const transports: readonly Protocol[] = ["tcp", "udp"];

const names: Readonly<Record<string, Protocol | "any">> = {
  tcp: "tcp",
  "6": "tcp",
  udp: "udp",
  "17": "udp",
  all: "any",
  "0": "any",
};

/** Returns the protocol of a name or number; `undefined` if it has neither TCP nor UDP ports. */
export function readTransport(text: string): Protocol | "any" | undefined {
  const name = text.toLowerCase();
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
