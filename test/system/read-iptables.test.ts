import { expect, test } from "vitest";
import { parseIptables } from "../../src/parse/iptables/parse-iptables.ts";
import { portsFromAnywhere } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { iptablesInputs } from "./support/iptables-inputs.ts";
import { randomFilters } from "./support/random-filter.ts";
import { iptablesText, officeSets } from "./support/random-iptables.ts";
import { run } from "./support/run.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { belowLimits, probesByVerdict } from "./support/verdict-of.ts";
import { wrongOf, wrongOfPolicy } from "./support/wrong-of.ts";
import { wrongOfMember } from "./support/wrong-of-member.ts";

const iptables = firewallKinds.find(({ name }) => name === "iptables") as (typeof firewallKinds)[0];

for (const [variant, count, seed] of [
  ["", 50, 1],
  ["-legacy", 20, 2],
] as const) {
  const tools = ["iptables", "ip6tables"].flatMap((tool) => [
    `${tool}${variant}-restore`,
    `${tool}${variant}-save`,
  ]);
  describeWith(["ipset", ...tools], `reading iptables${variant}`, () => {
    test("predicts what random rules accept", () =>
      withServer(iptables, async (network) => {
        const filters = randomFilters(2 * count, seed);
        await network.onServer("ipset", ["restore"], { input: officeSets });
        const members = { qualified: 0, alike: 0 };
        let probed = 0;
        let undetermined = 0;
        let open = 0;
        for (let index = 0; index < filters.length; index += 2) {
          // Each family has its own filter.
          const texts = filters
            .slice(index, index + 2)
            .map((filter, which) => iptablesText(filter, which === 0 ? "ipv4" : "ipv6"));
          await network.onServer(`iptables${variant}-restore`, [], { input: texts[0] as string });
          await network.onServer(`ip6tables${variant}-restore`, [], { input: texts[1] as string });
          await network.onServer("conntrack", ["--flush"]);
          const counters = index % 4 === 0 ? ["-c"] : [];
          const saved = [
            await network.onServer(`iptables${variant}-save`, counters),
            await network.onServer(`ip6tables${variant}-save`, counters),
          ];
          const options = { interface: "eth0" };
          const rules = index % 3 === 0 ? [saved.join("")] : saved;
          const exposure = parseIptables([...rules, officeSets], options);
          const probes = probesByVerdict(belowLimits(exposure), portsFromAnywhere);
          const written = belowLimits(parseIptables([officeSets, ...texts], options));
          expect(probesByVerdict(written, portsFromAnywhere), texts.join("\n")).toEqual(probes);
          const [outside, server] = await Promise.all([
            wrongOf(network, "outside", probes.outside),
            wrongOf(network, "server", probes.fromServer),
          ]);
          const about = `${saved.join("")}\n${JSON.stringify(exposure.notes)}`;
          expect([...outside, ...server], about).toEqual([]);
          const unread = belowLimits(parseIptables(rules, options));
          const ofMember = await wrongOfMember(network, unread, portsFromAnywhere, "office");
          expect(ofMember.wrong, about).toEqual([]);
          members.qualified += ofMember.qualified;
          members.alike += ofMember.alike;
          probed += probes.outside.length + probes.fromServer.length;
          undetermined += probes.unknown.length;
          open += [...probes.outside, ...probes.fromServer].filter((each) => each.open).length;
        }
        console.log(
          `iptables${variant}: ${filters.length} random filters, ${probed} probes (${open} open), ${undetermined} undetermined, 0 wrong`,
        );
        console.log(
          `iptables${variant}, members of sets that were not read: ${JSON.stringify(members)}`,
        );
        expect(undetermined / (probed + undetermined)).toBeLessThan(0.005);
        expect(members.alike).toBeLessThan(5 + members.qualified / 10);
        expect(Math.min(open, probed - open) / probed).toBeGreaterThan(0.2);
      }));
  });
}

describeWith(
  ["ipset", "iptables-restore", "ip6tables-restore"],
  "reading input for iptables-restore",
  () => {
    test("predicts what it accepts, as written and as saved", () =>
      withServer(iptables, async (network) => {
        const counts = { probes: 0, unknown: 0 };
        for (const [name, { family, sets, text }] of Object.entries(iptablesInputs)) {
          const tool = family === "ipv4" ? "iptables" : "ip6tables";
          const empty = "*filter\n:INPUT ACCEPT\n:OUTPUT ACCEPT\nCOMMIT\n";
          for (const each of ["iptables", "ip6tables"]) {
            await network.onServer(`${each}-restore`, [], { input: empty });
          }
          if (sets !== undefined) {
            await network.onServer("ipset", ["-exist", "restore"], { input: sets });
          }
          await network.onServer(`${tool}-restore`, [], { input: text });
          const saved = await network.onServer(`${tool}-save`);
          const savedSets = await network.onServer("ipset", ["save"]);
          for (const [rules, members] of [
            [text, sets ?? ""],
            [saved, savedSets],
          ] as const) {
            const inputs = members === "" ? rules : [members, rules];
            const exposure = parseIptables(inputs, { family, interface: "eth0" });
            if (family === "ipv6") {
              // As if neither machine knew the other.
              for (const machine of [network.server, network.outside]) {
                await run("ip", ["-n", machine, "-6", "neigh", "flush", "dev", "eth0"]);
              }
            }
            const result = await wrongOfPolicy(network, exposure, portsFromAnywhere.slice(0, 100));
            expect(result.wrong, `${name}:\n${rules}\n${JSON.stringify(exposure.notes)}`).toEqual(
              [],
            );
            counts.probes += result.probes;
            counts.unknown += result.unknown;
          }
        }
        console.log(`iptables-restore: ${JSON.stringify(counts)}, 0 wrong`);
        expect(counts.probes).toBeGreaterThan(counts.unknown);
      }));
  },
);
