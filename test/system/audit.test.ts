import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  auditFirewall,
  comparePolicies,
  createPolicy,
  type Policy,
  type PolicyDifference,
  planAudit,
} from "../../src/index.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";
import {
  renderIp6tables,
  renderIptables,
  renderNftables,
  renderPlan,
} from "../../src/render/index.ts";
import { somePolicies } from "../support/policies.ts";
import { stockCsf, stockCsfAgainstPolicy126 } from "../support/stock-csf.ts";
import { withNamespace } from "./support/namespace.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const closing = { close: true, keep: "192.0.2.1:22" } as const;

/** Lifts the limits of SSH and WHM, which a plan keeps otherwise. */
const everybody = { allowFrom: { ssh: ["0.0.0.0/0", "::/0"], whm: ["0.0.0.0/0", "::/0"] } };

const root = join(import.meta.dirname, "../..");

/** Runs the command as a user does, and returns its output and exit status. */
function cli(args: readonly string[], input: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "src/cli/bin.ts", ...args],
    { cwd: root, input, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

const portsOf = (differences: readonly PolicyDifference[]) =>
  differences.flatMap(({ ports: { from, through } }) =>
    Array.from({ length: through - from + 1 }, (_, index) => from + index),
  );

describeWith(["iptables-restore", "iptables-save", "iptables"], "the rules of a stock csf", () => {
  test("finds the known differences from 126, which only csf changes", () =>
    withNamespace(async (inside) => {
      const rules = readFileSync(join(root, "test/firewalls/csf-16.07.rules"), "utf8");
      await inside("iptables-restore", [], rules);
      const saved = await inside("iptables-save", []);

      const audit = cli(["audit", "126", "--format", "json"], saved);
      expect(audit.status).toBe(1);
      const { missing, extra, narrower, wider, unknown } = comparePolicies(
        createPolicy(126, { outbound: "needed", conditions: "all" }),
        JSON.parse(audit.stdout).actual,
      );
      expect([narrower, wider, unknown]).toEqual([[], [], []]);
      for (const [where, { lacks, beyond }] of Object.entries(stockCsfAgainstPolicy126)) {
        const here = ({ direction, protocol }: PolicyDifference) =>
          `${direction} ${protocol}` === where;
        expect(portsOf(missing.filter(here)), where).toEqual(lacks);
        // cPanel's own systems may reach more: csf.allow includes a list of them.
        const toAll = extra.filter((each) => here(each) && each.difference.sources === "any");
        expect(portsOf(toAll), where).toEqual(beyond);
      }

      const plan = cli(["audit", "126", "--format", "iptables"], saved);
      expect([plan.status, plan.stdout]).toEqual([2, ""]);
      expect(plan.stderr).toContain("CSF owns these rules");
    }));
});

const actuals: readonly Policy[] = [
  createPolicy(110, { outbound: "needed" }),
  ...somePolicies(118, 8),
];

describeWith(["nft"], "a plan as commands of nft", () => {
  test("makes the firewall match the policy", () =>
    withNamespace(async (inside) => {
      for (const actual of actuals) {
        await inside("nft", ["-f", "-"], renderNftables(actual));
        const read = async () => parseNftables(await inside("nft", ["list", "ruleset"]));
        const plan = planAudit(auditFirewall(126, await read(), everybody), closing);
        await inside("sh", ["-e"], renderPlan(plan, "nftables"));
        const audit = auditFirewall(126, await read(), everybody);
        expect(audit.verdict).toBe("fits");
        expect(planAudit(audit, closing).changes).toEqual([]);
      }
    }));
});

describeWith(["iptables", "ip6tables"], "a plan as commands of iptables", () => {
  test("makes the firewall match the policy", () =>
    withNamespace(async (inside) => {
      for (const actual of actuals) {
        await inside("iptables-restore", [], renderIptables(actual));
        await inside("ip6tables-restore", [], renderIp6tables(actual));
        const read = async () =>
          parseIptables([await inside("iptables-save", []), await inside("ip6tables-save", [])]);
        const plan = planAudit(auditFirewall(126, await read(), everybody), closing);
        await inside("sh", ["-e"], renderPlan(plan, "iptables"));
        const audit = auditFirewall(126, await read(), everybody);
        expect(audit.verdict).toBe("fits");
        expect(planAudit(audit, closing).changes).toEqual([]);
      }
    }));
});

describeWith(["sed", "perl"], "a plan as commands for csf.conf", () => {
  test("makes the firewall match the policy", () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "csf.allow"), "");
      for (const before of [stockCsf, stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"')]) {
        const conf = join(folder, "csf.conf");
        writeFileSync(conf, before);
        const closing = ["--close", "--keep", "192.0.2.1:22"];
        const plan = cli(["audit", "126", conf, "--format", "csf", ...closing], "");
        const script = plan.stdout
          .replaceAll("/etc/csf/", `${folder}/`)
          .replace("csf --restartall </dev/null\n", "");
        expect(spawnSync("sh", [], { input: script, encoding: "utf8" }).stderr).toBe("");
        const after = readFileSync(conf, "utf8");
        expect(after.split("\n")).toHaveLength(before.split("\n").length);
        expect(cli(["audit", "126", conf, "--family", "ipv4"], "").status).toBe(0);
      }
    }));
});
