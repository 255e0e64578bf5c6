import { expect, test } from "vitest";
import { parseNftables } from "../../src/parse/index.ts";
import { probedPorts } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { randomFilters } from "./support/random-filter.ts";
import { nftablesText } from "./support/random-nftables.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { probesByVerdict } from "./support/verdict-of.ts";
import { wrongOf } from "./support/wrong-of.ts";

const nftables = firewallKinds.find(({ name }) => name === "nftables") as (typeof firewallKinds)[0];

describeWith(["nft"], "reading nftables", () => {
  test("tells what random tables let through, as text and as JSON", () =>
    withServer(nftables, async (network) => {
      // A table for both families, and every other time one more for one of them.
      const filters = randomFilters(100, 3);
      let probed = 0;
      let unknown = 0;
      let open = 0;
      for (let index = 0; index < filters.length; index += 2) {
        const [first, second] = filters.slice(index, index + 2) as [
          (typeof filters)[0],
          (typeof filters)[0],
        ];
        const text = [
          "flush ruleset\n",
          nftablesText(first, "inet", "both"),
          ...(index % 4 === 0 ? [nftablesText(second, index % 8 === 0 ? "ip" : "ip6", "one")] : []),
        ].join("");
        await network.onServer("nft", ["-f", "-"], { input: text }).catch((error) => {
          throw new Error(`${error}\n${text}`);
        });
        await network.onServer("conntrack", ["--flush"]);
        const listed = await network.onServer("nft", ["list", "ruleset"]);
        const json = await network.onServer("nft", ["-j", "list", "ruleset"]);
        const options = { interface: "eth0" };
        const { policy, notes } = parseNftables(listed, options);
        const about = `${listed}\n${JSON.stringify(notes)}`;
        const probes = probesByVerdict(policy, probedPorts);
        expect(probesByVerdict(parseNftables(json, options).policy, probedPorts), about).toEqual(
          probes,
        );
        const [outside, server] = await Promise.all([
          wrongOf(network, "outside", probes.outside),
          wrongOf(network, "server", probes.fromServer),
        ]);
        expect([...outside, ...server], about).toEqual([]);
        probed += probes.outside.length + probes.fromServer.length;
        unknown += probes.unknown.length;
        open += [...probes.outside, ...probes.fromServer].filter((each) => each.open).length;
      }
      console.log(
        `nftables: ${filters.length / 2} random rulesets, ${probed} probes (${open} open), ${unknown} unknown, 0 wrong`,
      );
      expect(unknown / (probed + unknown)).toBeLessThan(0.01);
      expect(Math.min(open, probed - open) / probed).toBeGreaterThan(0.2);
    }));
});
