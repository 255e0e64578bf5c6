import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseIptables } from "../../src/parse/index.ts";

const exposure = parseIptables(
  "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp -m multiport --dports 22,8443 -j ACCEPT\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\nCOMMIT\n",
  { family: "ipv4" },
);

const accept = [
  { rule: "undocumented-port-open", ports: "8443/tcp", reason: "panel" },
  { rule: "undocumented-port-open", ports: ["8444/tcp", "9000-9010/udp"], reason: "removed" },
  { rule: "outbound-port-open", ports: "25/tcp/outbound", reason: "mail" },
  { rule: "no-web", reason: "no sites", until: "2020-01-01" },
] as const;

test("lists the acceptances that apply to no finding", () => {
  const { unusedAcceptances } = auditFirewall(126, exposure, {
    services: "ssh",
    accept,
    on: "2026-01-01",
  });
  expect(unusedAcceptances).toEqual([
    {
      rule: "undocumented-port-open",
      ports: ["8444/tcp", "9000-9010/udp"],
      reason: "removed",
      until: null,
    },
    { rule: "outbound-port-open", ports: ["25/tcp/outbound"], reason: "mail", until: null },
    { rule: "no-web", ports: null, reason: "no sites", until: "2020-01-01" },
  ]);
});

test("does not list acceptances about what was not examined", () => {
  const { unusedAcceptances } = auditFirewall(126, exposure, {
    services: "ssh",
    accept,
    on: "2026-01-01",
    directions: "inbound",
  });
  expect(unusedAcceptances.map(({ reason }) => reason)).toEqual(["removed"]);
});
