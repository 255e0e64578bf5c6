import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readServices } from "../../scripts/net-services/read-services.ts";
import { profileTable } from "../../scripts/ufw-profiles/profile-table.ts";
import { createPolicy, type PolicyOptions, type ReleaseNumber } from "../../src/index.ts";
import { servicePort } from "../../src/net/service-port.ts";
import { parseIptables } from "../../src/parse/index.ts";
import { parseUfw } from "../../src/parse/ufw/parse-ufw.ts";
import { packagedProfiles } from "../../src/parse/ufw/profiles.generated.ts";
import { renderUfw } from "../../src/render/index.ts";
import { openAndUndetermined } from "../support/open-and-undetermined.ts";
import { openTo } from "../support/same-policy.ts";
import { portsFromAnywhere } from "./support/expected.ts";
import { type Firewall, firewallKinds, renderOf } from "./support/firewalls.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { probesByVerdict } from "./support/verdict-of.ts";
import { wrongOf, wrongOfPolicy, wrongOfReadings } from "./support/wrong-of.ts";

const kind = firewallKinds.find(({ name }) => name === "ufw");
const families = ["ipv4", "ipv6"] as const;
const forms = ["status verbose", "status", "status numbered"] as const;

/** Ports of the rules below and their neighbors; all have listeners. */
const ports = [22, 25, 53, 80, 443, 2082, 2084, 2087, 3306].flatMap((port) => [port, port + 1]);

/** The ports that ufw's own rules open. */
const dhcp = ["udp 68 0.0.0.0/0", "udp 546 fe80::/10"];

const app = `[Web Server]
title=Web
description=A web server
ports=80,443/tcp|443/udp

[Names]
title=DNS
description=A name server
ports=53
`;

/** Commands of every kind that add rules. */
const command = fc
  .record({
    action: fc.constantFrom("allow", "allow", "allow", "deny", "reject", "limit"),
    way: fc.constantFrom("", "in ", "in ", "out ", "in on eth0 ", "out on eth0 ", "in on lo "),
    what: fc.oneof(
      fc
        .tuple(
          fc.constantFrom("", "proto tcp ", "proto udp "),
          fc.constantFrom("any", "10.99.0.2", "10.99.0.0/30", "fd99::/64", "fd99::3", "0.0.0.0/0"),
          fc.constantFrom(
            "",
            "app 'Web Server'",
            "app Names",
            "app 'WWW Full'",
            "port 22",
            "port 25",
            "port 2087",
          ),
        )
        .map(
          ([proto, from, to]) => `${to.startsWith("app") ? "" : proto}from ${from} to any ${to}`,
        ),
      fc.constantFrom(
        "proto tcp to any port 22,80,2082:2087",
        "proto udp from any port 1024:65535 to any port 53",
        "proto udp from any port 67 to any port 53",
        "to 10.99.0.1 port 25",
        "to fd99::1 port 25 proto tcp",
        "proto esp from any",
        "to any port www",
        "proto udp to any port domain",
        "from 10.99.0.2 to any port mysql",
        "log to any port 3306 comment 'ALLOW IN: all # of it'",
      ),
    ),
  })
  .map(({ action, way, what }) => `ufw ${action} ${way}${what}`.trim());

/** The files in which ufw stores rules and settings. */
const files = [
  "/etc/ufw/user6.rules",
  "/etc/ufw/user.rules",
  "/etc/default/ufw",
  "/etc/ufw/ufw.conf",
];

const status = (firewall: Firewall, form: string) => firewall.run(`ufw ${form}`);

if (kind) {
  describeWith(kind.tools, "reading ufw", () => {
    test("knows the services of /etc/services", () => {
      const { tcp, udp } = readServices(readFileSync("/etc/services", "utf8"));
      const names = new Set([...tcp.keys(), ...udp.keys()]);
      for (const name of names) {
        expect([servicePort(name, "tcp"), servicePort(name, "udp")], name).toEqual([
          tcp.get(name),
          udp.get(name),
        ]);
      }
      expect(names.size).toBeGreaterThan(300);
    });

    test("knows the profiles that packages install", () => {
      const lines = packagedProfiles.trim().split("\n");
      const installed = profileTable("/etc/ufw/applications.d").trim().split("\n");
      expect(installed.filter((line) => !lines.includes(line))).toEqual([]);
      expect(installed.length).toBeGreaterThan(30);
    });

    test("knows what ufw's own rules let in", () =>
      withServer(kind, async (network, firewall) => {
        await firewall.run("ufw --force reset\nufw --force enable");
        const rules = [
          await network.onServer("iptables-save"),
          await network.onServer("ip6tables-save"),
        ];
        const kernel = parseIptables(rules, { interface: "eth0" });
        expect(openAndUndetermined(kernel)).toEqual({ open: dhcp, undetermined: [] });
        const read = parseUfw(await status(firewall, "status verbose"));
        expect(openAndUndetermined(read)).toEqual({ open: dhcp, undetermined: [] });
      }));

    test("reads back the loaded policies, and what is open", () =>
      withServer(kind, async (network, firewall) => {
        for (const [release, options] of [
          [126, {}],
          [118, { outbound: "needed", services: ["ssh", "whm", "dns"] }],
          [
            110,
            { allowFrom: { ssh: ["10.99.0.2", "fd99::/64"], whm: "10.99.0.0/30", dns: "fd99::2" } },
          ],
        ] satisfies [ReleaseNumber, PolicyOptions][]) {
          const policy = createPolicy(release, options);
          await firewall.load(renderOf(policy));
          for (const form of forms) {
            const parsed = parseUfw([await status(firewall, form), renderUfw(policy)]);
            // The short forms omit the default policies.
            const { outbound } = policy.defaults;
            const isSaid = form === "status verbose" || outbound === "accept";
            expect(parsed.undetermined).toEqual([]);
            expect(parsed.families).toEqual(families);
            if (isSaid) {
              expect(openTo(parsed, families)).toBe(openTo(policy, families));
            }
            if (form === "status verbose") {
              expect((await wrongOfPolicy(network, parsed, portsFromAnywhere)).wrong).toEqual([]);
            }
          }
        }
      }));

    test("reads what random rules let through, from the status and from the commands", () =>
      withServer(kind, async (network, firewall) => {
        const counts = { kernel: { probes: 0, unknown: 0 }, ufw: { probes: 0, unknown: 0 } };
        const lists = fc.sample(
          fc.tuple(
            fc.constantFrom("allow", "deny", "deny", "reject"),
            fc.constantFrom("allow", "deny", "reject"),
            fc.array(command, { minLength: 3, maxLength: 10 }),
          ),
          { numRuns: 14, seed: 22 },
        );
        await firewall.run(`cat > /etc/ufw/applications.d/test << 'END'\n${app}END`);
        for (const [inbound, outbound, list] of lists) {
          const commands = [
            "ufw --force reset",
            `ufw default ${inbound}`,
            `ufw default ${outbound} outgoing`,
            ...list,
            "ufw --force enable",
          ].join("\n");
          await firewall.run(commands);
          const texts = [
            [commands],
            ...(await Promise.all(forms.map((form) => status(firewall, form)))).map((text) => [
              text,
            ]),
            await Promise.all(files.map((file) => firewall.run(`cat ${file}`))),
          ];
          const rules = [
            await network.onServer("iptables-save"),
            await network.onServer("ip6tables-save"),
          ];
          const kernel = parseIptables(rules, { interface: "eth0" });
          const readings = [{ about: rules.join(""), exposure: kernel }];
          for (const inputs of texts) {
            const [text = ""] = inputs;
            const isShort = text.startsWith("Status") && !text.includes("Default:");
            if (isShort && (inbound === "allow" || outbound !== "allow")) {
              continue;
            }
            const exposure = parseUfw([...inputs, app], { interface: "eth0" });
            const about = `${inputs.join("")}\n${JSON.stringify(exposure.notes)}`;
            expect(exposure.notes.map((note) => note.text).join(), about).not.toMatch(
              /not (understood|followed)/,
            );
            readings.push({ about, exposure });
          }
          const exposures = readings.map(({ exposure }) => exposure);
          const outcomes = await wrongOfReadings(network, exposures, ports);
          for (const [index, { wrong, probes, unknown }] of outcomes.entries()) {
            expect(wrong, readings[index]?.about).toEqual([]);
            const of = exposures[index] === kernel ? counts.kernel : counts.ufw;
            of.probes += probes;
            of.unknown += unknown;
          }
        }
        console.log(`${lists.length} lists of ufw commands: ${JSON.stringify(counts)}, 0 wrong`);
      }));

    test("knows what ufw hides in the short forms, and drops with IPV6=no", () =>
      withServer(kind, async (network, firewall) => {
        await firewall.run(
          `cat > /etc/ufw/applications.d/test << 'END'\n${app}END
ufw --force reset
ufw route allow from any to any app Names
ufw allow Names
ufw --force enable`,
        );
        const short = await status(firewall, "status");
        expect(short).not.toMatch(/Names +ALLOW +Anywhere/);
        expect(parseUfw([short, app]).undetermined.map(({ ports }) => ports.from)).toEqual([
          53, 53, 53, 53,
        ]);
        const verbose = parseUfw(await status(firewall, "status verbose"));
        expect((await wrongOfPolicy(network, verbose, ports)).wrong).toEqual([]);
        expect(openAndUndetermined(verbose).open).toEqual(["tcp 53", "udp 53", ...dhcp]);

        await firewall.run(
          "sed s/IPV6=yes/IPV6=no/ /etc/default/ufw > /etc/ufw/no6\ncp /etc/ufw/no6 /etc/default/ufw\nufw disable\nufw --force enable",
        );
        const one = parseUfw(await status(firewall, "status verbose"));
        expect(one.families).toEqual(["ipv4"]);
        expect((await wrongOfPolicy(network, one, ports)).wrong).toEqual([]);
        const closed = probesByVerdict({ ...one, families: ["ipv6"] }, ports);
        const none = [...closed.outside, ...closed.fromServer].map((each) => ({
          ...each,
          open: false,
        }));
        expect(await wrongOf(network, "outside", none.slice(0, closed.outside.length))).toEqual([]);
        expect(await wrongOf(network, "server", none.slice(closed.outside.length))).toEqual([]);

        await firewall.run("ufw disable");
        const inactive = parseUfw(await status(firewall, "status verbose"));
        expect((await wrongOfPolicy(network, inactive, ports)).wrong).toEqual([]);
        expect(inactive.defaults.inbound).toBe("accept");
      }));
  });
}
