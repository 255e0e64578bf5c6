import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPolicy, InvalidOptionError, type Policy } from "../../src/index.ts";
import {
  renderApf,
  renderApfAllow,
  renderFirewalld,
  renderFirewalldInbound,
  renderIptables,
  renderNftables,
  renderUfw,
  renderUfwCommands,
} from "../../src/render/index.ts";
import { hostileText } from "../support/hostile-text.ts";
import { withNamespace } from "./support/namespace.ts";
import { run } from "./support/run.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const plain = createPolicy(126, {
  services: ["ssh", "whm", "dns"],
  outbound: "needed",
  allowFrom: { whm: "198.51.100.0/24" },
});

/** The policy with untrusted text in every text field. */
function withText(text: string): Policy {
  return {
    ...plain,
    title: text,
    source: { url: text, lastModified: text },
    rules: plain.rules.map((rule) => ({ ...rule, label: text })),
    conditional: createPolicy(126).conditional.map((rule) => ({
      ...rule,
      label: text,
      conditions: rule.conditions.map((condition) => ({ ...condition, text })),
    })),
    warnings: [{ code: "lockout", ports: [], text }],
  };
}

const texts = fc.sample(hostileText, { numRuns: 60, seed: 3 });

describeWith(["nft"], "nftables", () => {
  test("loads the same rules with any text", () =>
    withNamespace(async (inside) => {
      const loaded = async (policy: Policy) => {
        await inside("nft", ["-f", "-"], renderNftables(policy));
        return inside("nft", ["list", "ruleset"]);
      };
      const expected = await loaded(plain);
      for (const text of texts) {
        expect(await loaded(withText(text)), text).toBe(expected);
      }
    }));

  test("rejects a table name or uses it as written", () =>
    withNamespace(async (inside) => {
      const words = [
        "ip",
        "inet",
        "table",
        "th",
        "ether_type",
        "a_",
        "set_x",
        "ct_",
        "inet_service",
      ];
      const names = [...words, ...texts.map((text) => `t_${text}`), ...texts];
      let accepted = 0;
      for (const table of names) {
        const script = attempt(() => renderNftables(plain, { table }));
        if (script !== undefined) {
          await inside("nft", ["-f", "-"], script);
          expect(await inside("nft", ["list", "tables"])).toBe(`table inet ${table}\n`);
          await inside("nft", ["delete", "table", "inet", table]);
          accepted++;
        }
      }
      expect(accepted).toBeGreaterThan(4);
    }));
});

describeWith(["iptables-restore", "iptables-save"], "iptables", () => {
  test("loads the same rules with any text", () =>
    withNamespace(async (inside) => {
      const loaded = async (policy: Policy) => {
        await inside("iptables-restore", [], renderIptables(policy));
        return (await inside("iptables-save", [])).replace(/^#.*\n/gm, "");
      };
      const expected = await loaded(plain);
      for (const text of texts) {
        expect(await loaded(withText(text)), text).toBe(expected);
      }
    }));

  test("rejects a chain name or uses it as written", () =>
    withNamespace(async (inside) => {
      const names = ["CPANEL-PORTS", "a", "x".repeat(24), "INPUT", "ACCEPT", "-j", "!", ...texts];
      let accepted = 0;
      for (const chains of names) {
        const file = attempt(() => renderIptables(plain, { chains }));
        if (file !== undefined) {
          await inside("iptables-restore", ["--noflush"], file);
          expect(await inside("iptables", ["-S", `${chains}-IN`])).toContain(`-N ${chains}-IN\n`);
          accepted++;
        }
      }
      expect(accepted).toBeGreaterThan(4);
    }));
});

describeWith(["firewall-offline-cmd"], "firewalld", () => {
  test("reads the same settings with any text", () =>
    withFolder(async (folder) => {
      for (const name of ["services", "policies"]) {
        mkdirSync(join(folder, name));
      }
      await run("cp", ["/etc/firewalld/firewalld.conf", folder]);
      for (const [index, text] of texts.entries()) {
        writeFileSync(join(folder, `services/s${index}.xml`), renderFirewalld(withText(text)));
        writeFileSync(
          join(folder, `policies/p${index}.xml`),
          renderFirewalldInbound(withText(text)),
        );
      }
      const command = (...args: string[]) =>
        run("firewall-offline-cmd", ["--system-config", folder, ...args]);
      await command("--check-config");
      for (const index of [0, 1, 2, 3, 4, 5]) {
        const service = await command(`--info-service=s${index}`);
        expect(service).toMatch(/^ {2}ports: 22\/tcp 53\/tcp 53\/udp$/m);
        const object = await command(`--info-policy=p${index}`);
        expect(object.match(/rule family/g)).toHaveLength(2);
      }
    }));
});

describeWith(["ufw"], "ufw", () => {
  test("reads the same settings with any text", () =>
    withFolder(async (folder) => {
      for (const [index, text] of texts.entries()) {
        writeFileSync(
          join(folder, `p${index}`),
          renderUfw(withText(text), { profile: `cPanel-${index}` }),
        );
      }
      const listed = await withNamespace((inside) =>
        inside("sh", ["-ec", `mount --bind ${folder} /etc/ufw/applications.d; ufw app info all`]),
      );
      expect(listed.match(/^Profile: /gm)).toHaveLength(texts.length);
      expect(listed.match(/^ {2}22,53\/tcp\n {2}53\/udp$/gm)).toHaveLength(texts.length);
    }));

  test("runs no text as a command", () => {
    for (const text of texts) {
      const lines = renderUfwCommands(withText(text)).split("\n");
      expect(lines.filter((line) => line !== "" && !line.startsWith("# "))).toEqual(
        renderUfwCommands(plain)
          .split("\n")
          .filter((line) => line !== "" && !line.startsWith("# ")),
      );
    }
  });

  test("rejects a profile name or uses it as written", () =>
    withFolder(async (folder) => {
      const names = ["cPanel", "a", "DEFAULT", "x".repeat(40), "all", ...texts];
      const accepted: string[] = [];
      for (const profile of names) {
        const text = attempt(() => renderUfw(plain, { profile }));
        if (text !== undefined) {
          writeFileSync(join(folder, `p${accepted.length}`), text);
          accepted.push(profile);
        }
      }
      const listed = await withNamespace((inside) =>
        inside("sh", ["-ec", `mount --bind ${folder} /etc/ufw/applications.d; ufw app list`]),
      );
      expect(listed.trim().split(/\n\s*/).slice(1).sort()).toEqual(accepted.sort());
      expect(accepted.length).toBeGreaterThan(2);
    }));
});

describeWith(["bash"], "APF", () => {
  test("writes any text only as a comment for the shell", () =>
    withFolder(async (folder) => {
      const file = join(folder, "conf");
      const read = async (policy: Policy) => {
        writeFileSync(file, renderApf(policy));
        return run("env", ["-i", "bash", "-c", `set -e; source ${file}; set | grep -v ^BASH`]);
      };
      const expected = (await read(plain)).replace(/^(_|PIPESTATUS|SHLVL).*\n/gm, "");
      for (const text of texts) {
        expect((await read(withText(text))).replace(/^(_|PIPESTATUS|SHLVL).*\n/gm, "")).toBe(
          expected,
        );
        const lines = renderApfAllow(withText(text)).split("\n");
        expect(lines.filter((line) => !line.startsWith("#"))).toEqual([
          "tcp:in:d=2086:s=198.51.100.0/24",
          "tcp:in:d=2087:s=198.51.100.0/24",
          "",
        ]);
      }
    }));
});

/** Returns the output of a renderer; `undefined` if it rejects a name with a typed error. */
function attempt(render: () => string): string | undefined {
  try {
    return render();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionError);
    return undefined;
  }
}
