import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseFirewalld } from "../../src/parse/index.ts";

const zone = (name: string, rest: string) =>
  `${name} (active)\n  target: default\n  interfaces: ${rest}\n  sources: \n  services: ssh dhcpv6-client\n  ports: 68/udp\n  rich rules: \n`;
const verdictOf = (input: string) => {
  const exposure = parseFirewalld(input, { interface: "eth0" });
  const { verdict, gaps } = auditFirewall(126, exposure, { services: "ssh" });
  return { verdict, gaps: gaps.map(({ text }) => text) };
};

test("lists a gap for a single firewalld zone: other zones may be in use", () => {
  expect(verdictOf(zone("public", "eth0"))).toEqual({
    verdict: "unknown",
    gaps: ["no zone outside the input is in use; firewall-cmd --list-all-zones prints all zones"],
  });
});

test("lists no gap for all zones of firewalld", () => {
  expect(verdictOf(`${zone("public", "eth0")}\n${zone("work", "eth1")}`)).toEqual({
    verdict: "fits",
    gaps: [],
  });
});
