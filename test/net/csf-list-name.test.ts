import { expect, test } from "vitest";
import { csfListName } from "../../src/net/csf-list-name.ts";

test.for([
  ["inbound", "tcp", "ipv4", "TCP_IN"],
  ["inbound", "tcp", "ipv6", "TCP6_IN"],
  ["outbound", "udp", "ipv4", "UDP_OUT"],
  ["outbound", "udp", "ipv6", "UDP6_OUT"],
] as const)(
  "names the list of %s %s ports of %s as CSF does",
  ([direction, protocol, family, name]) => {
    expect(csfListName(direction, protocol, family)).toBe(name);
  },
);
