import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInTable } from "../../scripts/firewalld-services/built-in-table.ts";
import { auditFirewall, createPolicy, planAudit } from "../../src/index.ts";
import { builtInServices } from "../../src/parse/firewalld/services.generated.ts";
import { parseFirewalld } from "../../src/parse/index.ts";
import { renderPlan } from "../../src/render/index.ts";
import { somePolicies } from "../support/policies.ts";
import { openTo } from "../support/same-policy.ts";
import { withoutNeedsIn } from "../support/without-needs-in.ts";
import { firewalldFolder } from "./support/firewalld-folder.ts";
import { type Firewall, firewallKinds, renderOf } from "./support/firewalls.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";
import { wrongOfPolicy } from "./support/wrong-of.ts";

const closing = { close: true, keep: "192.0.2.1:22" } as const;

const kind = firewallKinds.find(({ name }) => name === "firewalld");

/** Ports of the rules below and their neighbors; all have listeners. */
const ports = [22, 25, 53, 80, 443, 2082, 2086, 3306].flatMap((port) => [port, port + 1]);

const end = fc.constantFrom(
  "",
  'family="ipv4" source address="10.99.0.2"',
  'family="ipv4" source address="10.99.0.2/31"',
  'family="ipv4" source NOT address="10.99.0.2"',
  'family="ipv6" source address="fd99::/64"',
  'family="ipv6" source NOT address="fd99::3"',
  'family="ipv4"',
  'family="ipv6"',
  'family="ipv4" destination address="10.99.0.0/24"',
);
const element = fc.constantFrom(
  'port port="22" protocol="tcp"',
  'port port="80-90" protocol="tcp"',
  'port port="53" protocol="udp"',
  'service name="https"',
  'service name="dns"',
  'source-port port="53" protocol="udp"',
  'protocol value="udp"',
);
const richRule = fc
  .record({
    priority: fc.constantFrom("", "", "", 'priority="-5"', 'priority="-1"', 'priority="7"'),
    end,
    element,
    log: fc.constantFrom("", "", 'log prefix="a b" level="info" limit value="1/m"'),
    action: fc.constantFrom("accept", "accept", "reject", "drop"),
    limit: fc.constantFrom(...Array.from({ length: 15 }, () => ""), 'limit value="1/m"'),
  })
  .map(({ priority, end, element, log, action, limit }) =>
    `rule ${priority} ${end} ${element} ${log} ${action} ${limit}`.replace(/ +/g, " ").trim(),
  );

/** Changes of a zone or a policy object, as options of `firewall-cmd`. */
const change = fc.oneof(
  richRule.map((rule) => `--add-rich-rule='${rule}'`),
  fc
    .constantFrom("22/tcp", "2080-2090/tcp", "53/udp", "3306/tcp")
    .map((port) => `--add-port=${port}`),
  fc.constantFrom("ssh", "http", "dns", "mysql", "mdns").map((name) => `--add-service=${name}`),
  fc.constantFrom("--add-source-port=53/udp", "--add-protocol=gre", "--add-masquerade"),
);

/** Returns commands that make changes, one per kind of option; firewalld skips changes that it rejects. */
function commandsOf(prefix: string, changes: readonly string[]): readonly string[] {
  const kinds = new Set(changes.map((option) => option.split("=")[0]));
  return [...kinds].map((kind) => {
    const options = changes.filter((option) => option.split("=")[0] === kind);
    return `${prefix} ${options.join(" ")} || true`;
  });
}

/** Returns the lists that a user would pipe into the command. */
const lists = (firewall: Firewall) =>
  firewall.run(
    [
      "firewall-cmd --list-all",
      "firewall-cmd --info-zone=office 2>/dev/null || true",
      "firewall-cmd --list-all-policies",
      "firewall-cmd --info-service=cpanel",
    ].join("; "),
  );

if (kind) {
  describeWith(kind.tools, "reading firewalld", () => {
    test("has the services of the installed firewalld built in", () => {
      expect(builtInServices).toBe(builtInTable("/usr/lib/firewalld/services"));
    });

    test("reads back the loaded policies", () =>
      withServer(kind, async (_, firewall) => {
        for (const policy of somePolicies(126, 6)) {
          await firewall.load(renderOf(policy));
          const read = parseFirewalld(await lists(firewall), { interface: "eth0" });
          expect(openTo(read)).toBe(openTo(withoutNeedsIn(policy)));
          expect(read.undetermined).toEqual([]);
        }
      }));

    test("predicts what ipsets, forwarded ports and direct rules accept", () =>
      withServer(kind, async (network, firewall) => {
        await firewall.load(renderOf(createPolicy(126, { services: "imap" })));
        const permanent = "firewall-cmd --permanent";
        const forward = (more: string) =>
          `${permanent} --zone=public --add-rich-rule='rule ${more} forward-port port="25" protocol="tcp" to-port="443"'`;
        await firewall.run(
          [
            `${permanent} --zone=public --add-service=http`,
            `${permanent} --zone=public --add-port=2082/tcp`,
            `${permanent} --zone=public --add-forward-port=port=2086:proto=tcp:toport=3306`,
            forward('family="ipv6" source address="fd99::2"'),
            `${permanent} --new-ipset=office --type=hash:net`,
            `${permanent} --ipset=office --add-entry=10.99.0.2/32`,
            `${permanent} --new-zone=office`,
            `${permanent} --zone=office --add-source=ipset:office`,
            `${permanent} --zone=office --add-port=22/tcp`,
            `${permanent} --new-ipset=six --type=hash:ip --option=family=inet6`,
            `${permanent} --ipset=six --add-entry=fd99::3`,
            `${permanent} --zone=public --add-rich-rule='rule source ipset="six" port port="80" protocol="tcp" drop'`,
            `${permanent} --direct --add-rule ipv4 filter INPUT 0 -p tcp -m tcp --dport 2082 -s 10.99.0.3 -j DROP`,
            `${permanent} --direct --add-rule ipv4 filter OUTPUT 0 -p tcp --dport 53 -j REJECT`,
            "firewall-cmd --reload",
          ].join("\n"),
        );
        const direct =
          '<direct><rule ipv="ipv4" table="filter" chain="INPUT" priority="0">-p tcp -m tcp --dport 2082 -s 10.99.0.3 -j DROP</rule><rule ipv="ipv4" table="filter" chain="OUTPUT" priority="0">-p tcp --dport 53 -j REJECT</rule></direct>';
        const listed = [
          await lists(firewall),
          await firewall.run("firewall-cmd --info-ipset=office; firewall-cmd --info-ipset=six"),
          direct,
        ];
        const exposure = parseFirewalld(listed, { interface: "eth0" });
        const about = listed.join("\n");
        expect(exposure.undetermined, about).toEqual([]);
        expect(exposure.qualified, about).toEqual([]);
        const result = await wrongOfPolicy(network, exposure, ports);
        expect(result.wrong, about).toEqual([]);
        console.log(
          `firewalld, ipsets, forwarded ports, direct rules: ${result.probes} probes, 0 wrong`,
        );
      }));

    test("predicts what random zones, rules and policy objects accept", () =>
      withServer(kind, async (network, firewall) => {
        const empty = renderOf(createPolicy(126, { services: "imap" }));
        await firewall.load(empty);
        const folder = await firewalldFolder(firewall);
        let probed = 0;
        let unclear = 0;
        const configurations = fc.sample(
          fc.record({
            target: fc.constantFrom("default", "default", "default", "ACCEPT", "DROP"),
            zone: fc.array(change, { minLength: 2, maxLength: 8 }),
            source: fc.constantFrom("", "", "10.99.0.2", "fd99::/64"),
            trusted: fc.array(change, { maxLength: 3 }),
            object: fc.constantFrom("", "-1", "5"),
            objectTarget: fc.constantFrom("CONTINUE", "CONTINUE", "ACCEPT", "REJECT"),
            inObject: fc.array(change, { maxLength: 4 }),
          }),
          { numRuns: 20, seed: 5 },
        );
        for (const each of configurations) {
          const permanent = "firewall-cmd --permanent";
          await firewall.run(`rm -f ${folder}/zones/* ${folder}/policies/*`);
          await firewall.load(empty);
          const script = [
            `${permanent} --zone=public --set-target=${each.target}`,
            ...commandsOf(`${permanent} --zone=public`, each.zone),
            ...(each.source === ""
              ? []
              : [
                  `${permanent} --new-zone=office`,
                  `${permanent} --zone=office --add-source=${each.source}`,
                  ...commandsOf(`${permanent} --zone=office`, each.trusted),
                ]),
            ...(each.object === ""
              ? []
              : [
                  `${permanent} --new-policy=object`,
                  `${permanent} --policy=object --add-ingress-zone=ANY`,
                  `${permanent} --policy=object --add-egress-zone=HOST`,
                  `${permanent} --policy=object --set-priority=${each.object}`,
                  `${permanent} --policy=object --set-target=${each.objectTarget}`,
                  ...commandsOf(`${permanent} --policy=object`, each.inObject),
                ]),
            "firewall-cmd --reload",
          ];
          await firewall.run(script.join("\n"));
          const text = await lists(firewall);
          const exposure = parseFirewalld(text, { interface: "eth0" });
          const result = await wrongOfPolicy(network, exposure, ports);
          probed += result.probes;
          unclear += result.unknown;
          expect(result.wrong, `${script.join("\n")}\n${text}`).toEqual([]);
        }
        console.log(
          `firewalld, read: ${configurations.length} configurations, ${probed} probes, ${unclear} unknown, 0 wrong`,
        );
      }));

    test("fits after the commands of a plan, which change nothing when applied again", () =>
      withServer(kind, async (_, firewall) => {
        for (const actual of somePolicies(118, 4)) {
          await firewall.load(renderOf(actual));
          const read = async () => parseFirewalld(await lists(firewall), { interface: "eth0" });
          const plan = planAudit(auditFirewall(126, await read()), closing);
          await firewall.run(renderPlan(plan, "firewalld"));
          const audit = auditFirewall(126, await read());
          expect(planAudit(audit, closing).changes).toEqual([]);
          const once = await firewall.run("firewall-cmd --list-all-zones");
          await firewall.run(renderPlan(plan, "firewalld"));
          expect(await firewall.run("firewall-cmd --list-all-zones")).toBe(once);
          await firewall.run(
            "firewall-cmd --permanent --delete-policy=cpanel-ports-plan 2>/dev/null || true",
          );
        }
      }));

    test("closes one port by a plan, and keeps other ports of the same setting open", () =>
      withServer(kind, async (_, firewall) => {
        await firewall.load(renderOf(createPolicy(126, { services: ["ssh", "whm"] })));
        await firewall.run(
          [
            "firewall-cmd --permanent --new-service=panel",
            "firewall-cmd --permanent --service=panel --add-port=8443/tcp",
            "firewall-cmd --permanent --service=panel --add-port=2087/tcp",
            "firewall-cmd --permanent --service=panel --add-include=imaps",
            "firewall-cmd --permanent --zone=public --remove-service=cpanel",
            "firewall-cmd --permanent --zone=public --add-service=panel",
            "firewall-cmd --permanent --zone=public --add-service=ssh",
            "firewall-cmd --permanent --zone=public --add-port=8000-9000/tcp",
            `firewall-cmd --permanent --zone=public --add-rich-rule='rule family="ipv4" port port="8440-8450" protocol="tcp" accept'`,
            `firewall-cmd --permanent --zone=public --add-rich-rule='rule family="ipv4" source address="192.0.2.1" port port="8443" protocol="tcp" accept'`,
            "firewall-cmd --reload",
          ].join(" &&\n"),
        );
        const zone = async () => {
          const list = await firewall.run("firewall-cmd --zone=public --list-all");
          const of = (name: string) =>
            new RegExp(`^  ${name}: (.*)$`, "m").exec(list)?.[1]?.split(" ").sort();
          return { services: of("services"), ports: of("ports"), list };
        };
        const audit = auditFirewall(
          126,
          parseFirewalld(await lists(firewall), { interface: "eth0" }),
          {
            services: ["ssh", "whm", "imap"],
            preferTls: true,
          },
        );
        const before = await firewall.run("firewall-cmd --list-all-zones");
        const { closable, ...plan } = planAudit(audit);
        const only = closable.filter(({ ports }) => ports.from <= 8443 && ports.through >= 8443);
        expect(only.length).toBeGreaterThan(0);
        const closed = {
          ...plan,
          closable: [],
          changes: only.map((change) => ({ ...change, ports: { from: 8443, through: 8443 } })),
        };
        await firewall.run(renderPlan(closed, "firewalld"));
        const after = await zone();
        expect(after.services).toEqual(["imaps", "ssh"]);
        expect(after.ports).toEqual(["2087/tcp", "8000-8442/tcp", "8444-9000/tcp"]);
        expect(after.list).toContain(
          'rule family="ipv4" port port="8440-8442" protocol="tcp" accept',
        );
        expect(after.list).toContain(
          'rule family="ipv4" port port="8444-8450" protocol="tcp" accept',
        );
        expect(after.list).toContain('source address="192.0.2.1" port port="8443"');
        expect(after.list).not.toContain('"8440-8450"');
        expect(before).toContain("panel");
      }));

    test("changes only the runtime configuration by a plan with a rollback until it is confirmed", () =>
      withServer(kind, (_, firewall) =>
        withFolder(async (folder) => {
          await firewall.load(renderOf(createPolicy(126, { services: ["ssh", "whm"] })));
          const exposure = parseFirewalld(await lists(firewall), { interface: "eth0" });
          const options = { services: ["ssh", "whm", "imap"], preferTls: true } as const;
          const plan = planAudit(auditFirewall(126, exposure, options));
          const script = renderPlan(plan, "firewalld", { rollback: 3600 }).replace(
            /\/run\//g,
            `${folder}/`,
          );
          const state = async () =>
            Promise.all(
              ["", "--permanent "].map(async (scope) =>
                (await firewall.run(`firewall-cmd ${scope}--zone=public --list-ports`)).trim(),
              ),
            );
          // A reload would remove it.
          await firewall.run("firewall-cmd --zone=public --add-port=2222/tcp");
          await firewall.run(script);
          expect(await state()).toEqual([expect.stringMatching(/993\/tcp.*2222\/tcp/), ""]);
          await firewall.run(`sh ${folder}/cpanel-ports-rollback/undo`);
          expect(await state()).toEqual(["2222/tcp", ""]);
          await firewall.run(script);
          await firewall.run(`sh ${folder}/cpanel-ports-rollback/confirm`);
          const [now, forGood] = await state();
          expect(now).toContain("993/tcp");
          expect(now).toContain("2222/tcp");
          expect(forGood).toContain("993/tcp");
          expect(forGood).not.toContain("2222/tcp");
          await firewall.run(renderPlan(plan, "firewalld"));
          expect(await state()).toEqual([now, forGood]);
        }),
      ));

    test("undoes a confirmation that fails, in both configurations", () =>
      withServer(kind, (_, firewall) =>
        withFolder(async (folder) => {
          await firewall.load(renderOf(createPolicy(126, { services: ["ssh", "whm"] })));
          const exposure = parseFirewalld(await lists(firewall), { interface: "eth0" });
          const audit = auditFirewall(126, exposure, { services: ["ssh", "whm", "imap"] });
          const script = renderPlan(planAudit(audit), "firewalld", { rollback: 3600 }).replace(
            /\/run\//g,
            `${folder}/`,
          );
          const state = () =>
            firewall.run(
              "firewall-cmd --zone=public --list-all; firewall-cmd --permanent --zone=public --list-all",
            );
          const before = await state();
          const output = await firewall.run(script);
          expect(output).toContain("open inbound tcp 143\n");
          expect(output).toContain("open inbound tcp 993\n");
          mkdirSync(join(folder, "bin"));
          writeFileSync(
            join(folder, "bin/firewall-cmd"),
            `#!/bin/sh
case "$*" in --permanent*--add-port=993*) exit 1 ;; esac
PATH=${process.env.PATH} exec firewall-cmd "$@"
`,
            { mode: 0o755 },
          );
          const confirmed = await firewall.run(
            `PATH=${folder}/bin:$PATH sh ${folder}/cpanel-ports-rollback/confirm 2>&1 || echo failed`,
          );
          expect(confirmed).toContain("Not confirmed, because a command failed. Confirm again, or");
          expect(confirmed).toMatch(/\nfailed\n$/);
          expect(
            await firewall.run("firewall-cmd --permanent --zone=public --list-ports"),
          ).toContain("143/tcp");
          expect(existsSync(join(folder, "cpanel-ports-rollback/undo"))).toBe(true);
          await firewall.run(`sh ${folder}/cpanel-ports-rollback/undo`);
          expect(await state()).toBe(before);
          expect(existsSync(join(folder, "cpanel-ports-rollback"))).toBe(false);
          await firewall.run(script);
          await firewall.run(
            `PATH=${folder}/bin:$PATH sh ${folder}/cpanel-ports-rollback/confirm || true`,
          );
          await firewall.run(`sh ${folder}/cpanel-ports-rollback/confirm`);
          expect(await firewall.run("firewall-cmd --permanent --zone=public --list-ports")).toMatch(
            /143\/tcp.*993\/tcp/,
          );
        }),
      ));
  });
}
