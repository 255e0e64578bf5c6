import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  type Exposure,
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
  parseNmap,
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

/** Returns a plan with one opening for a firewall. */
function planFor(file: string): FirewallPlan {
  const input = readFileSync(join(root, file), "utf8");
  const exposure = parsers[detectFirewall(input) as keyof typeof parsers](input);
  return { ...planAudit(auditFirewall(126, exposure)), changes: [opening] } as FirewallPlan;
}

describe("a plan for rules that a program might own", () => {
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
    // Otherwise only a later plan with changes would show that the format is wrong.
    expect(() => renderPlan({ ...plan, changes: [] }, format)).toThrow(message);
  });

  test("is refused for chains of ufw, and for input without tables and chains", () => {
    const rules =
      "*filter\n:INPUT DROP [0:0]\n:ufw-user-input - [0:0]\n-A INPUT -j ufw-user-input\n-A ufw-user-input -p tcp --dport 22 -j ACCEPT\nCOMMIT\n";
    const planFrom = (exposure: Exposure) =>
      ({ ...planAudit(auditFirewall(126, exposure)), changes: [opening] }) as FirewallPlan;
    expect(() => renderPlan(planFrom(parseIptables(rules)), "iptables")).toThrow("ufw owns");
    const scan = parseNmap(
      [
        "# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -p- -oG - 203.0.113.5",
        "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///\tIgnored State: filtered (65534)",
        "# Nmap done at Sat Mar  1 10:02:00 2025 -- 1 IP address (1 host up) scanned in 120 seconds",
        "",
      ].join("\n"),
    );
    expect(() => renderPlan(planFrom(scan), "iptables")).toThrow(
      "the firewall was not read from iptables-save",
    );
  });

  test.for(["test/firewalls/iptables-1.8.9-docker.rules", "test/audit/servers/imunify.rules"])(
    "is refused for %s in the format csf, because nothing there is of CSF",
    (file) => {
      const plan = planFor(file);
      for (const changes of [plan.changes, []]) {
        expect(() => renderPlan({ ...plan, changes }, "csf")).toThrow(
          expect.objectContaining({
            name: "InvalidOptionError",
            field: "plan",
            expected: "a plan for csf.conf, or for rules that CSF loaded",
            message: expect.stringContaining(
              "the firewall was not read from csf.conf, and none of its rules are in a chain of CSF",
            ),
          }),
        );
      }
    },
  );

  test("is rendered in the format csf for a csf.conf that opens nothing", () => {
    const exposure = parseCsf('TCP_IN = ""\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\n');
    const plan = { ...planAudit(auditFirewall(126, exposure)), changes: [opening] } as FirewallPlan;
    expect(renderPlan(plan, "csf")).toContain("edit_list");
  });

  test.for<[string, PlanFormat]>([
    ["test/firewalls/iptables-1.8.9-docker.rules", "iptables"],
    ["test/firewalls/generated/docker-28.rules", "iptables"],
    ["test/audit/servers/imunify.rules", "iptables"],
    ["test/audit/servers/cphulk-bans.rules", "iptables"],
    ["test/audit/servers/csf-passive-ftp.conf", "csf"],
    ["test/firewalls/csf-16.07.rules", "csf"],
  ])("is rendered for %s in the format %s", ([file, format]) => {
    expect(renderPlan(planFor(file), format)).toContain("sh -e <<'EOF'\n");
  });
});
