import type { Protocol } from "../net/types.ts";

/** The protocols of transport that a policy speaks of. */
export const transports: readonly Protocol[] = ["tcp", "udp"];

const names: Readonly<Record<string, Protocol | "any">> = {
  tcp: "tcp",
  "6": "tcp",
  udp: "udp",
  "17": "udp",
  all: "any",
  "0": "any",
};

/** The protocol that a name or a number stands for; `undefined` for one without TCP and UDP ports. */
export function readTransport(text: string): Protocol | "any" | undefined {
  const name = text.toLowerCase();
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
