import { expect, test } from "vitest";
import { createPolicy, releases } from "../../src/index.ts";
import { officeOnly, probedPorts, probesFor } from "./support/expected.ts";
import { firewallKinds, renderOf } from "./support/firewalls.ts";
import { addresses } from "./support/network.ts";
import type { Probe } from "./support/probe.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOf } from "./support/wrong-of.ts";

for (const kind of firewallKinds) {
  const { name, tools, families } = kind;
  describeWith(tools, name, () => {
    test.for<readonly ["all" | "none", string]>([
      ["all", "lets through what the pages document, and nothing else"],
      ["none", "lets through what the pages document without a condition, and nothing else"],
    ])("applies conditions of %s: %s", ([conditions]) =>
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
        // Without a firewall every port answers, so the firewall closes the ports that are closed below.
        const { fromOutside, fromServer } = probesFor(126, kind, conditions);
        const open = (all: readonly Probe[]) => all.map((each) => ({ ...each, open: true }));
        await Promise.all([
          count("no firewall", "outside", open(fromOutside)),
          count("no firewall", "server", open(fromServer)),
        ]);
        for (const { release } of releases) {
          const office = families.map((family) => addresses.office[family]);
          const policy = createPolicy(release, {
            outbound: "needed",
            ...(conditions === "all" ? { conditions } : {}),
            allowFrom: Object.fromEntries(officeOnly.map((service) => [service, office])),
          });
          await firewall.load(renderOf(policy));
          const { fromOutside, fromServer } = probesFor(release, kind, conditions);
          await Promise.all([
            count(`${release}`, "outside", fromOutside),
            count(`${release}`, "server", fromServer),
          ]);
        }
        console.log(
          `${name}: conditions of ${conditions} hold, ${releases.length} releases, ${probedPorts.length} ports, ${families.join(" and ")}, ${probes} probes, ${wrong.length} wrong`,
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
}
