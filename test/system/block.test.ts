import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPolicy } from "../../src/index.ts";
import { parseNftables } from "../../src/parse/index.ts";
import { type BlockFormat, renderBlock } from "../../src/render/index.ts";
import { withEchoConnections } from "./support/echo-connections.ts";
import { firewallKinds, renderOf } from "./support/firewalls.ts";
import { withNamespace } from "./support/namespace.ts";
import { addresses } from "./support/network.ts";
import { run } from "./support/run.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const policy = createPolicy(126, {
  add: { ports: 12345, protocol: "tcp", label: "Echo" },
  allowFrom: { whm: [addresses.office.ipv4, addresses.office.ipv6] },
});

/** The commands below "To undo:", which an administrator pastes. */
const undoOf = (text: string) =>
  [...text.matchAll(/^# {3}(.*)$/gm)].map((match) => match[1]).join("\n");

for (const format of ["nftables", "iptables", "firewalld"] as const satisfies BlockFormat[]) {
  const kind = firewallKinds.find(({ name }) => name === format) as (typeof firewallKinds)[number];
  describeWith(kind.tools, `${format}, blocking`, () => {
    test("blocks new connections only from the address, until it is undone", () =>
      withServer(kind, async (network, firewall) => {
        await firewall.load(renderOf(policy));
        const probesOf = (family: "ipv4" | "ipv6", isBlocked: boolean) =>
          (["office", "stranger"] as const).flatMap((machine) =>
            [22, 443, 2083, ...(machine === "office" ? [2087] : [])].map((port) => ({
              protocol: "tcp" as const,
              from: addresses[machine][family],
              to: addresses.server[family],
              port,
              open: !(isBlocked && machine === "office"),
            })),
          );
        const expectOpen = async (isBlocked: boolean) => {
          for (const family of ["ipv4", "ipv6"] as const) {
            const probes = probesOf(family, isBlocked);
            expect(await network.probe("outside", probes)).toEqual(probes.map(({ open }) => open));
          }
        };
        const { ipv4, ipv6 } = addresses.office;
        const block = renderBlock([ipv4, ipv6, "192.0.2.0/24", "2001:db8::/32"], format);
        const before = await firewall.state();
        await expectOpen(false);
        await firewall.run(block);
        await expectOpen(true);
        const once = await firewall.state();
        await firewall.run(block);
        expect(await firewall.state()).toBe(once);
        if (format === "nftables") {
          // A reload of the policy leaves the block; our own reader finds it.
          await firewall.load(renderOf(policy));
          await expectOpen(true);
          const read = parseNftables(await network.onServer("nft", ["list", "ruleset"]));
          const https = read.rules.find(({ ports }) => ports.from <= 443 && ports.through >= 443);
          expect(https).toMatchObject({ sources: "any" });
          expect(https?.except).toEqual([ipv4, "192.0.2.0/24", "2001:db8::/32", ipv6]);
        }
        await firewall.run(undoOf(block));
        await expectOpen(false);
        if (format !== "nftables") {
          expect(await firewall.state()).toBe(before);
        }
      }));

    test(`${format === "firewalld" ? "keeps existing connections open" : "ends existing connections"}`, () =>
      withServer(kind, async (network, firewall) => {
        await firewall.load(renderOf(policy));
        for (const family of ["ipv4", "ipv6"] as const) {
          const [office, stranger, server] = (["office", "stranger", "server"] as const).map(
            (machine) => addresses[machine][family],
          ) as [string, string, string];
          await withEchoConnections(network, [office, stranger], server, async ({ work }) => {
            expect(await work()).toEqual([true, true]);
            await firewall.run(renderBlock(office, format));
            expect(await work()).toEqual([format === "firewalld", true]);
          });
        }
      }));
  });
}

describeWith(["nft"], "nft", () => {
  test("blocks a network that contains blocked addresses, and undoes each block separately", () =>
    withNamespace(async (inside) => {
      const elements = () => inside("nft", ["list", "ruleset"]);
      const block = (network: string) => renderBlock(network, "nftables");
      const blocks = ["192.0.2.1", "192.0.2.2", "192.0.2.0/25", "192.0.2.128/25"].map(block);
      for (const each of blocks) {
        await inside("sh", ["-ec", each]);
      }
      expect(await elements()).toMatch(/192\.0\.2\.0\/25, 192\.0\.2\.128\/25/);
      for (const each of blocks) {
        await inside("sh", ["-ec", undoOf(each)]);
      }
      expect(await elements()).not.toContain("192.0.2");
    }));

  test("applies a forced block of everything", () =>
    withNamespace(async (inside) => {
      const everything = renderBlock(["0.0.0.0/0", "::/0"], "nftables", { force: true });
      await inside("sh", ["-ec", everything]);
      expect(await inside("nft", ["list", "ruleset"])).toMatch(/0\.0\.0\.0\/0[\s\S]*::\/0/);
    }));

  test("changes nothing if one of several networks overlaps another", () =>
    withNamespace(async (inside) => {
      await inside("sh", ["-ec", renderBlock("192.0.2.0/25", "nftables")]);
      const before = await inside("nft", ["list", "ruleset"]);
      const overlapping = renderBlock(["198.51.100.1", "192.0.2.0/24"], "nftables");
      await expect(inside("sh", ["-ec", overlapping])).rejects.toThrow(/overlaps/);
      expect(await inside("nft", ["list", "ruleset"])).toBe(before);
    }));
});

/** Commands that write down how they were called, and fail for an address. */
const stub = (log: string, failing: string) =>
  `#!/bin/sh\necho "$(basename "$0") $*" >> ${log}\ncase "$*" in *-D*) exit 1;; *${failing}*) exit 2;; esac\n`;

/** What csf 16 prints, and with which status it exits. */
const csfStub = `#!/bin/sh
case "$2" in
  198.51.100.1) echo "Adding $2 to csf.deny and iptables DROP..." ;;
  198.51.100.2) echo "deny failed: $2 is in already in the deny file /etc/csf/csf.deny 1 times" ;;
  *) echo "deny failed: $2 is in the allow file /etc/csf/csf.allow" ;;
esac
`;

describeWith(["bash"], "a shell", () => {
  test.for([
    ["iptables", ["iptables", "ip6tables"]],
    ["firewalld", ["firewall-cmd"]],
  ] as const)("does not run the commands after a failing command of %s", ([format, names]) =>
    withFolder(async (folder) => {
      const log = join(folder, "log");
      for (const name of names) {
        writeFileSync(join(folder, name), stub(log, "192.0.2.2"));
        chmodSync(join(folder, name), 0o755);
      }
      const block = renderBlock(["192.0.2.1", "192.0.2.2", "2001:db8::1"], format);
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      await expect(run("sh", ["-c", block], { env })).rejects.toThrow();
      const calls = readFileSync(log, "utf8");
      expect(calls).toContain("192.0.2.1");
      expect(calls).toContain("192.0.2.2");
      expect(calls).not.toContain("2001:db8::1");
    }),
  );

  test("stops if csf rejects an address, and continues if csf already has it", () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "csf"), csfStub);
      chmodSync(join(folder, "csf"), 0o755);
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      const csf = (...networks: string[]) =>
        run("sh", ["-c", renderBlock(networks, "csf")], { env });
      expect(await csf("198.51.100.1", "198.51.100.2")).toMatch(/^Adding .*\ndeny failed: .*\n$/);
      const failure = await csf("198.51.100.0", "198.51.100.1").catch(String);
      expect(failure).toContain("deny failed: 198.51.100.0 is in the allow file");
      expect(failure).not.toContain("Adding 198");
    }));
});
