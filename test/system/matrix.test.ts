import { expect, test } from "vitest";
import { createPolicy, releases } from "../../src/index.ts";
import { runCli } from "../support/run-cli.ts";
import type { Probe } from "./support/agent.ts";
import { officeOnly, probedPorts, probesFor } from "./support/expected.ts";
import { csfKind, firewallKinds, renderOf } from "./support/firewalls.ts";
import { addresses, type Network } from "./support/network.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";

/** The probes that were not answered as they should be. */
async function wrongOf(
  network: Network,
  machine: "server" | "outside",
  probes: readonly Probe[],
): Promise<readonly string[]> {
  const answers = await network.probe(machine, probes);
  return probes.flatMap(({ from, to, protocol, port, open }, index) =>
    answers[index] === open
      ? []
      : [`${from} to ${to}: ${protocol} ${port} is ${open ? "closed" : "open"}`],
  );
}

for (const kind of firewallKinds) {
  const { name, tools, families } = kind;
  describeWith(tools, name, () => {
    test("lets through what the pages document, and nothing else", () =>
      withServer(kind, async (network, firewall) => {
        const wrong: string[] = [];
        let probes = 0;
        const count = async (
          about: string,
          machine: "server" | "outside",
          all: readonly Probe[],
        ) => {
          probes += all.length;
          wrong.push(...(await wrongOf(network, machine, all)).map((each) => `${about}: ${each}`));
        };
        // Without a firewall everything answers: what is closed below is closed by the firewall.
        const { fromOutside, fromServer } = probesFor(126, families);
        const open = (all: readonly Probe[]) => all.map((each) => ({ ...each, open: true }));
        await Promise.all([
          count("no firewall", "outside", open(fromOutside)),
          count("no firewall", "server", open(fromServer)),
        ]);
        for (const { release } of releases) {
          const office = families.map((family) => addresses.office[family]);
          const policy = createPolicy(release, {
            outbound: "documented",
            allowFrom: Object.fromEntries(officeOnly.map((service) => [service, office])),
          });
          await firewall.load(renderOf(policy));
          const { fromOutside, fromServer } = probesFor(release, families);
          await Promise.all([
            count(`${release}`, "outside", fromOutside),
            count(`${release}`, "server", fromServer),
          ]);
        }
        console.log(
          `${name}: ${releases.length} releases, ${probedPorts.length} ports, ${families.join(" and ")}, ${probes} probes, ${wrong.length} wrong`,
        );
        expect(wrong).toEqual([]);
      }));
  });
}

for (const kind of [...firewallKinds, csfKind]) {
  describeWith(kind.tools, kind.name, () => {
    test("lets in the services that the command was asked for, and everything out", () =>
      withServer(kind, async (network, firewall) => {
        await firewall.load((format) => {
          const { stdout, status } = runCli([
            ...["render", format, "126", "--services", "cpanel,whm,ssh,httpd,dns"],
            ...["--replace", "ssh=2222"],
          ]);
          expect(status).toBe(0);
          return stdout;
        });
        const tcp = [2222, 80, 443, 53, 2082, 2083, 2086, 2087];
        const udp = [443, 53];
        const each = (
          make: (port: number, protocol: "tcp" | "udp", family: "ipv4" | "ipv6") => Probe,
        ) =>
          kind.families.flatMap((family) =>
            probedPorts.flatMap((port) => [make(port, "tcp", family), make(port, "udp", family)]),
          );
        const inbound = each((port, protocol, family) => ({
          protocol,
          from: addresses.stranger[family],
          to: addresses.server[family],
          port,
          open: (protocol === "tcp" ? tcp : udp).includes(port),
        }));
        const outbound = each((port, protocol, family) => ({
          protocol,
          from: addresses.server[family],
          to: addresses.office[family],
          port,
          open: !kind.blocks.includes(port),
        }));
        expect(inbound.filter(({ open }) => open)).toHaveLength(10 * kind.families.length);
        expect(await wrongOf(network, "outside", inbound)).toEqual([]);
        expect(await wrongOf(network, "server", outbound)).toEqual([]);
      }));
  });
}
