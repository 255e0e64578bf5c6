import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Protocol } from "../../src/index.ts";
import { goldenFile, goldenPolicies } from "../support/golden.ts";
import { csfKind, firewallKinds } from "./support/firewalls.ts";
import { probesOf } from "./support/probes-of.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOf } from "./support/wrong-of.ts";

/** The inbound ports of the files for `--service cpanel,whm,ssh,httpd,dns --replace ssh=2222`. */
const web = { tcp: [53, 80, 443, 2082, 2083, 2086, 2087, 2222], udp: [53] };
/** The other ports that every server needs, if the firewall does not open them by default. */
const dhcp = 68;

for (const kind of [...firewallKinds, csfKind]) {
  describeWith(kind.tools, `${kind.name}, with the files of test/golden`, () => {
    test("lets through exactly what each policy states", () =>
      withServer(kind, async (network, firewall) => {
        for (const [name, policy] of Object.entries(goldenPolicies)) {
          await firewall.load((format) => readFileSync(goldenFile(name, format), "utf8"));
          const probes = probesOf(policy, kind);
          expect(await wrongOf(network, "outside", probes.outside), name).toEqual([]);
          expect(await wrongOf(network, "server", probes.server), name).toEqual([]);
          if (name === "126-web") {
            const open = (protocol: Protocol) => [
              ...new Set(
                probes.outside
                  .filter((each) => each.open && each.protocol === protocol)
                  .map((each) => each.port),
              ),
            ];
            expect(open("tcp").sort((a, b) => a - b)).toEqual(web.tcp);
            expect(open("udp").sort((a, b) => a - b)).toEqual([
              ...web.udp,
              ...(kind.letsNeedsIn ? [] : [dhcp]),
            ]);
          }
        }
      }));
  });
}
