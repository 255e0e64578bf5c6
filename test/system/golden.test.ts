import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Policy, Protocol } from "../../src/index.ts";
import { goldenFile, goldenPolicies } from "../support/golden.ts";
import type { Probe } from "./support/agent.ts";
import { probedPorts } from "./support/expected.ts";
import { csfKind, type FirewallKind, firewallKinds } from "./support/firewalls.ts";
import { addresses } from "./support/network.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOf } from "./support/wrong-of.ts";

/** What the files for `--services cpanel,whm,ssh,httpd,dns --replace ssh=2222` let in. */
const web = { tcp: [53, 80, 443, 2082, 2083, 2086, 2087, 2222], udp: [53, 443] };

/** Every probed port in both protocols and the families of a firewall, with what the policy says of it. */
function probesOf(policy: Policy, { families, blocks, name }: FirewallKind) {
  const isOpen = (
    direction: "inbound" | "outbound",
    protocol: Protocol,
    port: number,
    sources: readonly string[],
  ) =>
    policy.defaults[direction] === "accept" ||
    policy.rules.some(
      (rule) =>
        rule.direction === direction &&
        rule.protocol === protocol &&
        rule.ports.from <= port &&
        port <= rule.ports.through &&
        // CSF has these in csf.allow, which only CSF reads.
        (rule.sources === "any" ||
          (name !== "csf" && rule.sources.some((source) => sources.includes(source)))),
    );
  const each = (make: (protocol: Protocol, port: number, family: "ipv4" | "ipv6") => Probe[]) =>
    families.flatMap((family) =>
      probedPorts.flatMap((port) => [...make("tcp", port, family), ...make("udp", port, family)]),
    );
  const { server, office, stranger } = addresses;
  // The network that holds the office and the stranger.
  const both = { ipv4: ["10.99.0.2/31"], ipv6: [] };
  return {
    outside: each((protocol, port, family) => [
      {
        protocol,
        from: office[family],
        to: server[family],
        port,
        open: isOpen("inbound", protocol, port, [office[family], ...both[family]]),
      },
      {
        protocol,
        from: stranger[family],
        to: server[family],
        port,
        open: isOpen("inbound", protocol, port, both[family]),
      },
    ]),
    server: each((protocol, port, family) => [
      {
        protocol,
        from: server[family],
        to: office[family],
        port,
        open: isOpen("outbound", protocol, port, []) && !blocks.includes(port),
      },
    ]),
  };
}

for (const kind of [...firewallKinds, csfKind]) {
  describeWith(kind.tools, `${kind.name}, with the files of test/golden`, () => {
    test("lets through what each policy says, and nothing else", () =>
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
            expect(open("udp").sort((a, b) => a - b)).toEqual(web.udp);
          }
        }
      }));
  });
}
