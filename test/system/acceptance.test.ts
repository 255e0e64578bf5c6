import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { releases } from "../../src/index.ts";
import {
  renderApf,
  renderApfAllow,
  renderCsf,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
  renderIp6tables,
  renderIptables,
  renderNftables,
  renderUfw,
} from "../../src/render/index.ts";
import { somePolicies } from "../support/policies.ts";
import { csfRules } from "./support/firewalls.ts";
import { withNamespace } from "./support/namespace.ts";
import { run } from "./support/run.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const policies = releases.flatMap(({ release }) => somePolicies(release, 25));

function report(tool: string): void {
  console.log(`${tool}: ${policies.length} policies of ${releases.length} releases accepted`);
}

describeWith(["nft"], "nft", () => {
  test("loads every script", () =>
    withNamespace(async (inside) => {
      for (const policy of policies) {
        await inside("nft", ["-c", "-f", "-"], renderNftables(policy));
        await inside("nft", ["-f", "-"], renderNftables(policy));
      }
      report("nft");
    }));
});

describeWith(["iptables-restore", "ip6tables-restore"], "iptables", () => {
  test("loads every file", () =>
    withNamespace(async (inside) => {
      for (const policy of policies) {
        for (const options of [{}, { chains: "CPANEL-PORTS" }]) {
          const flags = options.chains ? ["--noflush"] : [];
          const files = [
            ["iptables-restore", renderIptables(policy, options)],
            ["ip6tables-restore", renderIp6tables(policy, options)],
          ] as const;
          for (const [tool, file] of files) {
            await inside(tool, [...flags, "--test"], file);
            await inside(tool, flags, file);
          }
        }
      }
      report("iptables-restore and ip6tables-restore");
    }));

  test("accepts every rule that CSF creates from the lists, which follow its grammar", () =>
    withNamespace(async (inside) => {
      for (const policy of policies) {
        const lists = renderCsf(policy);
        const settings = lists.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
        expect(
          settings.every((line) => /^(TCP|UDP)6?_(IN|OUT) = "([\d:]+(,[\d:]+)*)?"$/.test(line)),
        ).toBe(true);
        expect(new Set(settings.map((line) => line.split(" ")[0])).size).toBe(8);
        await inside("iptables-restore", [], csfRules(lists, "ipv4"));
        await inside("ip6tables-restore", [], csfRules(lists, "ipv6"));
      }
      report("iptables-restore, with the rules of CSF");
    }));
});

describeWith(["firewall-offline-cmd"], "firewalld", () => {
  test("accepts every service and policy object", () =>
    withFolder(async (folder) => {
      for (const name of ["services", "policies"]) {
        mkdirSync(join(folder, name));
      }
      cpSync("/etc/firewalld/firewalld.conf", join(folder, "firewalld.conf"));
      for (const [index, policy] of policies.entries()) {
        writeFileSync(join(folder, `services/s${index}.xml`), renderFirewalld(policy));
        writeFileSync(join(folder, `policies/i${index}.xml`), renderFirewalldInbound(policy));
        writeFileSync(join(folder, `policies/o${index}.xml`), renderFirewalldOutbound(policy));
      }
      const command = (...args: string[]) =>
        run("firewall-offline-cmd", ["--system-config", folder, ...args]);
      // It exits with a special status if a file is malformed, which fails here.
      await command("--check-config");
      const services = (await command("--get-services")).split(/\s+/);
      const objects = (await command("--get-policies")).split(/\s+/);
      for (const index of policies.keys()) {
        expect(services).toContain(`s${index}`);
        expect(objects).toContain(`i${index}`);
        expect(objects).toContain(`o${index}`);
      }
      report("firewall-offline-cmd");
    }));
});

describeWith(["ufw"], "ufw", () => {
  test("accepts every profile", () =>
    withFolder(async (folder) => {
      const names = policies.map((policy, index) => {
        const profile = `cPanel-${index}`;
        const text = renderUfw(policy, { profile });
        writeFileSync(join(folder, profile), text);
        return text.includes(`[${profile}]`) ? profile : "";
      });
      const listed = await withNamespace((inside) =>
        inside("sh", ["-ec", `mount --bind ${folder} /etc/ufw/applications.d; ufw app info all`]),
      );
      const found = [...listed.matchAll(/^Profile: (.*)$/gm)].map((match) => match[1]);
      expect(found.sort()).toEqual(names.filter((name) => name !== "").sort());
      report("ufw");
    }));
});

describeWith(["bash"], "APF", () => {
  test("reads every file only as settings", () =>
    withFolder(async (folder) => {
      for (const policy of policies) {
        writeFileSync(join(folder, "conf"), renderApf(policy));
        const read = await run("env", [
          ...["-i", "bash", "-c"],
          `set -eu; source ${folder}/conf; compgen -v | grep -E '^(IG|EG|EGF|TCR)' | sort | while read -r name; do echo "$name=\${!name}"; done`,
        ]);
        const settings = read.trim().split("\n");
        expect(settings.every((line) => /^[A-Z_]+=[\d,_]*$/.test(line))).toBe(true);
        expect(settings).toHaveLength(policy.defaults.outbound === "drop" ? 6 : 4);
        const lines = renderApfAllow(policy).split("\n");
        expect(
          lines.every((line) => /^(#.*|(tcp|udp):in:d=\d+(_\d+)?:s=[\d./]+|)$/u.test(line)),
        ).toBe(true);
      }
      report("bash, with the settings of APF");
    }));
});
