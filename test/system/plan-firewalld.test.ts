import fc from "fast-check";
import { expect, test } from "vitest";
import { createPolicy } from "../../src/index.ts";
import { parseFirewalld } from "../../src/parse/index.ts";
import { renderPlan } from "../../src/render/index.ts";
import { firewallKinds, renderOf } from "./support/firewalls.ts";
import { heldPort, withHeldConnection } from "./support/held-connection.ts";
import { addresses } from "./support/network.ts";
import { isAbout, neededProbes, probesTo } from "./support/plan-probes.ts";
import type { Probe } from "./support/probe.ts";
import { planOf, planPorts, randomOptions, seedOr, writable } from "./support/random-plans.ts";
import { runInSteps } from "./support/run-in-steps.ts";
import { describeWith } from "./support/tools.ts";

const { office, stranger } = addresses;

const port = 'port port="2222" protocol="tcp"';
const accepting = (rule: string) => `--add-rich-rule='rule ${rule} accept'`;

/** A server behind firewalld: the contents of its zone, and a zone for some addresses. */
const server = fc.record({
  zone: fc.subarray(
    [
      ...["ssh", "http", "https", "dns", "imaps"].map((name) => `--add-service=${name}`),
      ...["22/tcp", "53/udp", "2086-2088/tcp", "2222/tcp", "8443/tcp"].map(
        (each) => `--add-port=${each}`,
      ),
      accepting(port),
      accepting(`family="ipv4" source address="${office.ipv4}" ${port}`),
      accepting(
        `family="ipv4" source NOT address="${office.ipv4}" port port="9090" protocol="tcp"`,
      ),
      `--add-rich-rule='rule family="ipv6" source address="${stranger.ipv6}" port port="443" protocol="tcp" drop'`,
    ],
    { maxLength: 5 },
  ),
  sources: fc.constantFrom("", "", office.ipv4, stranger.ipv6),
  // Each firewalld command takes a while, so plans are short.
  options: randomOptions.map((options) => ({
    ...options,
    services: ["ssh", "whm"] as const,
    outbound: "any" as const,
  })),
});

const kind = firewallKinds.find(({ name }) => name === "firewalld");

if (kind) {
  describeWith(kind.tools, "a plan for a zone of firewalld with forward ports", () => {
    test("closes every port that it says it closes, and says which one it leaves open", () =>
      withHeldConnection([22, 443, 8443, 8444], async (network) => {
        const firewall = await kind.start(network);
        try {
          await firewall.load(renderOf(createPolicy(126, { services: "imap" })));
          const permanent = "firewall-cmd --permanent";
          await firewall.run(
            [
              `${permanent} --delete-policy=cpanel-inbound`,
              `${permanent} --delete-policy=cpanel-outbound`,
              "firewall-cmd --reload",
              "firewall-cmd --zone=public --change-interface=eth0",
              ...["ssh", "https"].map((name) => `firewall-cmd --zone=public --add-service=${name}`),
              "firewall-cmd --zone=public --add-port=8443-8444/tcp",
              "firewall-cmd --zone=public --add-forward-port=port=8443:proto=tcp:toport=443",
            ].join("\n"),
          );
          const exposure = parseFirewalld(await firewall.run("firewall-cmd --list-all-zones"), {
            interface: "eth0",
          });
          const keep = `${office.ipv4}:22`;
          const plan = planOf(exposure, { services: ["ssh", "httpd"], outbound: "any" }, keep);
          const probes = (["ipv4", "ipv6"] as const).flatMap((family) =>
            [443, 8443, 8444].map(
              (each): Probe => ({
                from: stranger[family],
                to: addresses.server[family],
                protocol: "tcp",
                port: each,
                open: true,
              }),
            ),
          );
          expect(await network.probe("outside", probes)).toEqual(probes.map(() => true));
          await firewall.run(renderPlan(plan, "firewalld"));
          const isOpen = await network.probe("outside", probes);
          const closings = plan.changes.filter(({ action }) => action === "close");
          const isClosed = (probe: Probe) =>
            closings.some(
              (change) =>
                isAbout(change, probe) &&
                (change.who.sources === "any" ||
                  change.who.sources.includes(probe.from.includes(":") ? "::/0" : "0.0.0.0/0")),
            );
          expect(isOpen).toEqual(probes.map((probe) => !isClosed(probe)));
          expect(probes.filter(isClosed)).toHaveLength(3);
        } finally {
          await firewall.stop();
        }
      }));
  });

  describeWith(kind.tools, "a plan for random zones of firewalld", () => {
    test("opens and closes ports, and never locks the caller out", () =>
      withHeldConnection(planPorts, async (network, held) => {
        const seed = seedOr(555_895_966);
        const firewall = await kind.start(network);
        const counts = { servers: 0, opened: 0, closed: 0, steps: 0, probes: 0 };
        const open = async (machine: "outside" | "server", probes: readonly Probe[]) => {
          counts.probes += probes.length;
          const answers = await network.probe(machine, probes);
          return probes
            .filter((_, index) => answers[index])
            .map((each) => ({ ...each, open: true }));
        };
        try {
          await firewall.load(renderOf(createPolicy(126, { services: "imap" })));
          const permanent = "firewall-cmd --permanent";
          await firewall.run(
            `${permanent} --delete-policy=cpanel-inbound; ${permanent} --delete-policy=cpanel-outbound`,
          );
          // From here on, the kernel tracks the held connection.
          await firewall.run(`firewall-cmd --zone=public --add-port=${heldPort}/tcp`);
          expect(await held.isAlive()).toBe(true);
          for (const { zone, sources, options } of fc.sample(server, { numRuns: 2, seed })) {
            const about = JSON.stringify({ seed, zone, sources, options });
            await firewall.run(
              [
                `${permanent} --load-zone-defaults=public 2>&1 || true`,
                `${permanent} --load-zone-defaults=work 2>&1 || true`,
                `${permanent} --zone=public --remove-service=ssh`,
                `${permanent} --zone=public --change-interface=eth0`,
                ...zone.map((option) => `${permanent} --zone=public ${option}`),
                ...(sources === ""
                  ? []
                  : [
                      `${permanent} --zone=work --add-source=${sources}`,
                      `${permanent} --zone=work --add-port=22/tcp`,
                    ]),
                "firewall-cmd --reload",
              ].join("\n"),
            );
            const read = async () =>
              parseFirewalld(await firewall.run("firewall-cmd --list-all-zones"), {
                interface: "eth0",
              });
            const expectOpen = async (machine: "outside" | "server", probes: readonly Probe[]) =>
              expect(await open(machine, probes), about).toEqual(probes);
            const before = await open(
              "outside",
              probesTo(planPorts, () => false),
            );
            const caller = before
              .filter(({ from, protocol }) => from === office.ipv4 && protocol === "tcp")
              .slice(0, 1);
            const keep = `${office.ipv4}:${caller[0]?.port ?? 22}`;
            const plan = writable(planOf(await read(), options, keep), "firewalld");
            const closing = plan.changes.filter(({ action }) => action === "close");
            const staying = before.filter(
              (each) => caller.includes(each) || !closing.some((change) => isAbout(change, each)),
            );
            const script = renderPlan(plan, "firewalld");
            counts.steps += await runInSteps(firewall.run, script, ["firewall-cmd"], async () => {
              expect(await held.isAlive(), about).toBe(true);
              await expectOpen("outside", caller);
              await expectOpen("server", neededProbes);
            });
            await expectOpen("outside", staying);
            const state = () =>
              firewall.run(`firewall-cmd --list-all-zones; ${permanent} --list-all-zones`);
            const once = await state();
            await firewall.run(script);
            expect(await state(), about).toBe(once);
            if (sources === "") {
              const left = planOf(await read(), options, keep);
              expect(writable(left, "firewalld").changes, about).toEqual([]);
            }
            counts.servers++;
            counts.opened += plan.changes.length - closing.length;
            counts.closed += closing.length;
          }
          console.log(`plans for firewalld, seed ${seed}: ${JSON.stringify(counts)}, 0 wrong`);
          expect(counts.opened + counts.closed).toBeGreaterThan(0);
        } finally {
          await firewall.stop();
        }
      }));
  });
}
