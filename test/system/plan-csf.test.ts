import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const stubs = { csf: 'echo "csf $*" >> "$ROOT/log"' };

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
      runPlan(renderPlan(plan, "csf"), root, { shell, stubs }),
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

  test.for([undefined, 30])(
    "changes nothing, and leaves no copy, if a list is missing or malformed (rollback %s)",
    (rollback) =>
      withFolder(async (root) => {
        const { write, file, audit } = csfServer(root);
        const plan = planAudit(audit(), closing);
        for (const [odd, problem] of [
          [configuration.replace(/^TCP_IN.*\n/m, ""), "TCP_IN is set 0 times"],
          [configuration.replace("8443", "https"), "TCP_IN: https is not a port"],
          [`${configuration}TCP_IN = "1"\n`, "TCP_IN is set 2 times"],
          // The last list that changes.
          [`${configuration}TCP6_IN = "1"\n`, "TCP6_IN is set 2 times"],
        ] as const) {
          write("csf.conf", odd);
          const { status, output } = runPlan(renderPlan(plan, "csf", { rollback }), root, {
            stubs,
          });
          expect(status).not.toBe(0);
          expect(output).toContain(problem);
          if (rollback === undefined) {
            expect(output).toMatch(/\nNothing was changed\.\n$/);
          } else {
            expect(output).toContain("All changes are undone within 30 seconds");
            expect(file("csf.conf")).toBe(odd);
            runPlan(`sh ${join(root, "run/cpanel-ports-rollback")}/undo\n`, root, { stubs });
          }
          expect(file("csf.conf")).toBe(odd);
          expect(file("csf.allow")).toBe(allowed);
          expect(readdirSync(join(root, "etc/csf"))).toEqual(["csf.allow", "csf.conf"]);
        }
      }),
  );

  test("says so if CSF does not restart", () =>
    withFolder(async (root) => {
      const { audit, file } = csfServer(root);
      const plan = renderPlan(planAudit(audit(), closing), "csf");
      const { status, output } = runPlan(plan, root, { stubs: { csf: "exit 1" } });
      expect(status).not.toBe(0);
      expect(output).toMatch(
        /^CSF was not restarted\. \S+csf\.conf and \S+csf\.allow may have changed; to apply them: csf --restartall\n$/,
      );
      expect(file("csf.conf")).toContain('TCP_IN = "2087,80,443"');
      expect(readdirSync(join(root, "etc/csf"))).toEqual(["csf.allow", "csf.conf"]);
    }));

  test("changes nothing if a file cannot be copied", () =>
    withFolder(async (root) => {
      const { audit, file } = csfServer(root);
      const plan = renderPlan(planAudit(audit(), closing), "csf");
      rmSync(join(root, "etc/csf/csf.allow"));
      const { status, output } = runPlan(plan, root, { stubs });
      expect(status).not.toBe(0);
      expect(output).toMatch(/\nNothing was changed\.\n$/);
      expect(file("csf.conf")).toBe(configuration);
      expect(readdirSync(join(root, "etc/csf"))).toEqual(["csf.conf"]);
    }));
});
