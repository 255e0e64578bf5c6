import { describe, expect, test } from "vitest";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { iptablesTexts, nftablesTexts } from "./support/written-rules.ts";
import { wrongOfPolicy, wrongOfReadings } from "./support/wrong-of.ts";

const ports = [22, 80, 443, 2095, 2222];
const options = { interface: "eth0" };
const kindOf = (name: string) =>
  firewallKinds.find((each) => each.name === name) as (typeof firewallKinds)[0];

describeWith(["nft"], "reading nftables as people write it", () => {
  test("reads what it lets through from its text, from the output of nft, and from JSON", () =>
    withServer(kindOf("nftables"), async (network) => {
      const counts = { probes: 0, unknown: 0 };
      for (const [name, text] of Object.entries(nftablesTexts)) {
        await network.onServer("nft", ["flush", "ruleset"]);
        await network.onServer("nft", ["-f", "-"], { input: text });
        const texts = [text];
        for (const form of [[], ["-n", "-a"], ["-j"]]) {
          texts.push(await network.onServer("nft", [...form, "list", "ruleset"]));
        }
        const exposures = texts.map((each) => parseNftables(each, options));
        const outcomes = await wrongOfReadings(network, exposures, ports);
        for (const [index, { wrong, probes, unknown }] of outcomes.entries()) {
          expect(wrong, `${name}:\n${texts[index]}`).toEqual([]);
          counts.probes += probes;
          counts.unknown += unknown;
        }
      }
      console.log(`nftables as people write it: ${JSON.stringify(counts)}, 0 wrong`);
      expect(counts.probes).toBeGreaterThan(counts.unknown);
    }));
});

describe.each(["", "-legacy"])("reading handwritten iptables%s", (variant) => {
  describeWith([`iptables${variant}-restore`, `iptables${variant}-save`], "", () => {
    test("reads what it lets through", () =>
      withServer(kindOf("iptables"), async (network) => {
        const counts = { probes: 0, unknown: 0 };
        for (const [name, text] of Object.entries(iptablesTexts)) {
          await network.onServer(`iptables${variant}-restore`, [], { input: text });
          const saved = await network.onServer(`iptables${variant}-save`);
          const exposure = parseIptables(saved, options);
          const result = await wrongOfPolicy(network, exposure, ports);
          expect(result.wrong, `${name}:\n${saved}`).toEqual([]);
          counts.probes += result.probes;
          counts.unknown += result.unknown;
        }
        console.log(`iptables${variant} as people write it: ${JSON.stringify(counts)}, 0 wrong`);
        expect(counts.probes).toBeGreaterThan(counts.unknown);
      }));
  });
});
