import { expect, test } from "vitest";
import { auditFirewall, planAudit } from "../../src/index.ts";
import { parseNftables } from "../../src/parse/index.ts";
import { thrown } from "../support/thrown.ts";

const exposure = parseNftables(`table inet filter {
  set banned { type ipv4_addr; elements = { 203.0.113.9 } }
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    meta l4proto ipv6-icmp accept
    ip saddr @banned drop
    udp dport { 68, 546 } accept
    tcp dport { 22, 443 } accept
    meta nfproto ipv4 tcp dport 80 accept
  }
}`);
const audit = () => auditFirewall(126, exposure, { services: ["ssh", "httpd"] });

test("separates a banned address from a family over which a port is closed", () => {
  expect(audit().findings.map(({ rule, who }) => [rule, who?.sources])).toEqual([
    ["closed-over-ipv6", ["::/0"]],
    ["some-addresses-blocked", ["203.0.113.9"]],
  ]);
});

test("accepts only parsed listeners", () => {
  for (const listeners of ["tcp LISTEN 0 128 *:22 *:*", null, {}]) {
    expect(
      thrown(() => auditFirewall(126, exposure, { listeners: listeners as never })),
    ).toMatchObject({ field: "listeners" });
  }
});

test("opens a port over the closed family, but not to the banned address", () => {
  expect(
    planAudit(audit()).changes.map(({ action, ports, who }) => [action, ports.from, who]),
  ).toEqual([["open", 80, { sources: ["::/0"], except: [] }]]);
});
