import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  type FirewallPlan,
  InvalidOptionError,
  planAudit,
  planUpgrade,
} from "../../../src/index.ts";
import {
  detectFirewall,
  parseApf,
  parseCsf,
  parseIptables,
  parseNftables,
  parseUfw,
} from "../../../src/parse/index.ts";
import { type PlanFormat, renderPlan } from "../../../src/render/index.ts";

const root = join(import.meta.dirname, "../../..");
const [opening] = planUpgrade(126, 110, { conditions: { "z-push": true } }).changes;
const parsers = {
  apf: parseApf,
  csf: parseCsf,
  iptables: parseIptables,
  nftables: parseNftables,
  ufw: parseUfw,
};

/** A plan with one opening, whatever the firewall needs. */
function planFor(file: string): FirewallPlan {
  const input = readFileSync(join(root, file), "utf8");
  const exposure = parsers[detectFirewall(input) as keyof typeof parsers](input);
  return { ...planAudit(auditFirewall(126, exposure)), changes: [opening] } as FirewallPlan;
}

describe("a plan for rules that a program owns", () => {
  test.for<[string, PlanFormat, string]>([
    ["test/audit/servers/firewalld.nft", "nftables", "firewalld owns these rules"],
    ["test/firewalls/csf-16.07.rules", "iptables", "CSF owns these rules"],
    ["test/firewalls/generated/csf-lists.rules", "iptables", "read /etc/csf/csf.conf, csf.allow"],
    ["test/audit/servers/csf-passive-ftp.conf", "iptables", "CSF owns these rules"],
    ["test/audit/servers/ufw-status.txt", "iptables", "ufw owns these rules"],
    ["test/firewalls/generated/apf.rules", "iptables", "APF owns these rules"],
    ["test/firewalls/generated/apf.conf", "csf", "APF owns these rules"],
  ])("is refused for %s in the format %s", ([file, format, message]) => {
    const plan = planFor(file);
    expect(() => renderPlan(plan, format)).toThrow(InvalidOptionError);
    expect(() => renderPlan(plan, format)).toThrow(message);
  });

  test.for<[string, PlanFormat]>([
    ["test/firewalls/iptables-1.8.9-docker.rules", "iptables"],
    ["test/firewalls/generated/docker-28.rules", "iptables"],
    ["test/audit/servers/imunify.rules", "iptables"],
    ["test/audit/servers/cphulk-bans.rules", "iptables"],
    ["test/audit/servers/csf-passive-ftp.conf", "csf"],
  ])("is written for %s in the format %s", ([file, format]) => {
    expect(renderPlan(planFor(file), format)).toContain("sh -e <<'EOF'\n");
  });
});
