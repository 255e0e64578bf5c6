import { expect, test } from "vitest";
import { createPolicy, releases } from "../../src/index.ts";
import { officeOnly, probedPorts, probesFor } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { addresses, Network } from "./support/network.ts";
import { describeWith } from "./support/tools.ts";

for (const { name, tools, families, start } of firewallKinds) {
  describeWith(tools, name, () => {
    test("lets through what the pages document, and nothing else", async () => {
      const network = new Network();
      const wrong: string[] = [];
      let probes = 0;
      try {
        await network.open(probedPorts);
        const firewall = await start(network);
        try {
          for (const { release } of releases) {
            const office = families.map((family) => addresses.office[family]);
            const policy = createPolicy(release, {
              outbound: "documented",
              allowFrom: Object.fromEntries(officeOnly.map((service) => [service, office])),
            });
            await firewall.load(policy);
            const { fromOutside, fromServer } = probesFor(release, families);
            const results = await Promise.all([
              network.probe("outside", fromOutside),
              network.probe("server", fromServer),
            ]);
            for (const [index, probe] of [...fromOutside, ...fromServer].entries()) {
              const answered = results.flat()[index];
              probes++;
              if (answered !== probe.open) {
                const { from, to, protocol, port } = probe;
                wrong.push(
                  `${release}: ${from} to ${to} ${protocol} ${port} is ${answered ? "open" : "closed"}`,
                );
              }
            }
          }
        } finally {
          await firewall.stop();
        }
      } finally {
        await network.close();
      }
      console.log(
        `${name}: ${releases.length} releases, ${probedPorts.length} ports, ${families.join(" and ")}, ${probes} probes, ${wrong.length} wrong`,
      );
      expect(wrong).toEqual([]);
    });
  });
}
