import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CpanelPortsError,
  createPolicy,
  listServices,
  type Policy,
  type PolicyOptions,
  releases,
} from "../../src/index.ts";
import { probedPorts } from "./support/expected.ts";
import { csfKind, firewallKinds, renderOf } from "./support/firewalls.ts";
import { addresses } from "./support/network.ts";
import { probesOf } from "./support/probes-of.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOf } from "./support/wrong-of.ts";

const port = fc.constantFrom(...probedPorts);
const { office, stranger } = addresses;
const source = fc.constantFrom(
  ...[office.ipv4, stranger.ipv4, office.ipv6, stranger.ipv6],
  ...[
    "10.99.0.0/30",
    "10.99.0.2/31",
    "fd99::/64",
    "fd99::2/127",
    "198.51.100.0/24",
    "2001:db8::/32",
  ],
);
const range = fc.tuple(port, port).map(([a, b]) => ({
  from: Math.min(a, b),
  through: Math.min(Math.max(a, b), Math.min(a, b) + 2000),
}));
const options: fc.Arbitrary<PolicyOptions> = fc.record(
  {
    services: fc.subarray(
      listServices().map((each) => each.id),
      { minLength: 3 },
    ),
    omit: fc.subarray(["mysql", 26, 2095, "webdav"]),
    replace: fc.dictionary(fc.constantFrom("ssh", "21", "25", "mysql"), port, { maxKeys: 2 }),
    add: fc.array(
      fc.record({
        ports: fc.oneof(port, range),
        protocol: fc.constantFrom("tcp" as const, "udp" as const),
        label: fc.constant("x"),
      }),
      { maxLength: 6 },
    ),
    conditions: fc.constant("all" as const),
    preferTls: fc.boolean(),
    outbound: fc.constantFrom("any" as const, "needed" as const),
    allowFrom: fc.dictionary(
      fc.constantFrom("ssh", "whm", "mysql", "dns", "80"),
      fc.array(source, { minLength: 1, maxLength: 4 }),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: ["allowFrom"] },
);

/** Returns a number of policies of random releases, the same ones in every run. */
function randomPolicies(count: number): readonly Policy[] {
  const policies: Policy[] = [];
  const given = fc.tuple(fc.constantFrom(...releases.map((each) => each.release)), options);
  for (const [release, of] of fc.sample(given, { numRuns: count * 20, seed: 126 })) {
    try {
      policies.push(createPolicy(release, of));
    } catch (error) {
      if (!(error instanceof CpanelPortsError)) {
        throw error;
      }
    }
  }
  return policies.slice(0, count);
}

for (const kind of [...firewallKinds, csfKind]) {
  // A load takes ufw and APF seconds.
  const policies = randomPolicies(["ufw", "apf"].includes(kind.name) ? 8 : 24);
  describeWith(kind.tools, kind.name, () => {
    test("lets through exactly what random policies state", () =>
      withServer(kind, async (network, firewall) => {
        let probed = 0;
        for (const policy of policies) {
          await firewall.load(renderOf(policy));
          const { outside, server } = probesOf(policy, kind);
          const about = JSON.stringify(policy.rules);
          expect(await wrongOf(network, "outside", outside), about).toEqual([]);
          expect(await wrongOf(network, "server", server), about).toEqual([]);
          probed += outside.length + server.length;
        }
        console.log(`${kind.name}: ${policies.length} random policies, ${probed} probes, 0 wrong`);
      }));
  });
}
