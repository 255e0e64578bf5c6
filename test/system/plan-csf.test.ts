import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditFirewall, type FirewallPlan, planAudit } from "../../src/index.ts";
import { parseCsf } from "../../src/parse/index.ts";
import { renderPlan } from "../../src/render/index.ts";
import { runPlan } from "./support/run-plan.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const configuration = `# Ports
TCP_IN = "20, 21,22,2087,8000:8010,8443"
TCP6_IN = "22,2087"
TCP_OUT = "53,80,443,2089"
UDP_IN = ""
UDP_OUT = "53,123"
TCP6_OUT = "1:65535"
UDP6_IN = ""
UDP6_OUT = "1:65535"
IPV6 = "1"
SMTP_BLOCK = "0" # the rest stays
`;
const allowed = "# 192.0.2.1 was the office";

const closing = { close: true, keep: "198.51.100.7:22" } as const;

/** Creates a directory that represents the root of a server with CSF. */
function csfServer(root: string) {
  mkdirSync(join(root, "etc/csf"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(root, "etc/csf", name), text);
  const file = (name: string) => readFileSync(join(root, "etc/csf", name), "utf8");
  write("csf.conf", configuration);
  write("csf.allow", allowed);
  return {
    write,
    file,
    audit: () =>
      auditFirewall(
        126,
        parseCsf([file("csf.conf"), file("csf.allow")], { lists: { 1: "allow" } }),
        {
          services: ["ssh", "whm", "httpd"],
          preferTls: true,
          allowFrom: { ssh: ["198.51.100.0/24", "2001:db8::/32"] },
        },
      ),
    apply: (plan: FirewallPlan, shell = "bash") =>
      runPlan(renderPlan(plan, "csf"), root, {
        shell,
        stubs: { csf: 'echo "csf $*" >> "$ROOT/log"' },
      }),
    log: () => readFileSync(join(root, "log"), "utf8"),
  };
}

const onServer = (act: (server: ReturnType<typeof csfServer>) => void) =>
  withFolder(async (root) => act(csfServer(root)));

describeWith(["bash", "dash", "perl", "sed"], "a plan for CSF", () => {
  test.for(["bash", "dash"])(
    "changes single ports, pasted into %s, and makes the firewall match",
    (shell) =>
      onServer(({ file, audit, apply, log }) => {
        const plan = planAudit(audit(), closing);
        expect(apply(plan, shell)).toEqual({ status: 0, output: "" });
        const after = file("csf.conf");
        expect(after).toContain('TCP_IN = "2087,80,443"\n');
        expect(after).toContain('TCP6_IN = "2087,80,443"\n');
        expect(after).toContain('TCP_OUT = "53,80,443,2089');
        expect(after).toContain('SMTP_BLOCK = "0" # the rest stays\n');
        expect(file("csf.allow")).toMatch(
          /^# 192\.0\.2\.1 was the office\ntcp\|in\|d=22\|s=198\.51\.100\.0\/24\ntcp\|in\|d=22\|s=2001:db8::\/32\n/,
        );
        expect(log()).toBe("csf --restartall\n");
        const { changes, closable } = planAudit(audit());
        expect([changes, closable]).toEqual([[], []]);
      }),
  );

  test("changes nothing when applied again", () =>
    onServer(({ file, audit, apply }) => {
      const plan = planAudit(audit(), closing);
      apply(plan);
      const once = [file("csf.conf"), file("csf.allow")];
      expect(apply(plan).status).toBe(0);
      expect([file("csf.conf"), file("csf.allow")]).toEqual(once);
    }));

  test("removes ports from the middle of ranges, and adds no covered port", () =>
    onServer(({ file, audit, apply }) => {
      const [base] = planAudit(audit(), closing).changes;
      const change = {
        ...base,
        direction: "inbound",
        protocol: "tcp",
        who: { sources: "any", except: [] },
      };
      const plan = {
        ...planAudit(audit(), closing),
        changes: [
          { ...change, action: "open", ports: { from: 8001, through: 8002 } },
          { ...change, action: "close", ports: { from: 8005, through: 8009 } },
        ],
      } as FirewallPlan;
      expect(apply(plan).status).toBe(0);
      expect(file("csf.conf")).toContain('TCP_IN = "20,21,22,2087,8000:8004,8010,8443"\n');
      expect(file("csf.conf")).toContain('TCP6_IN = "22,2087,8001:8002"\n');
    }));

  test("stops, and does not change the file, if the list is missing or malformed", () =>
    onServer(({ write, file, audit, apply }) => {
      const plan = planAudit(audit(), closing);
      for (const [odd, problem] of [
        [configuration.replace(/^TCP_IN.*\n/m, ""), "TCP_IN is set 0 times"],
        [configuration.replace("8443", "https"), "TCP_IN: https is not a port"],
        [`${configuration}TCP_IN = "1"\n`, "TCP_IN is set 2 times"],
      ] as const) {
        write("csf.conf", odd);
        const { status, output } = apply(plan);
        expect(status).not.toBe(0);
        expect(output).toContain(problem);
        expect(file("csf.conf")).toBe(odd);
      }
    }));
});
