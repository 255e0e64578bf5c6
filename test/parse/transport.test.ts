import { expect, test } from "vitest";
import { readTransport } from "../../src/parse/transport.ts";

test.for([
  ["tcp", "tcp"],
  ["TCP", "tcp"],
  ["6", "tcp"],
  ["udp", "udp"],
  ["17", "udp"],
  ["all", "any"],
  ["0", "any"],
  ["icmp", undefined],
  ["constructor", undefined],
] as const)("reads the protocol %s as %s", ([text, protocol]) => {
  expect(readTransport(text)).toBe(protocol);
});
