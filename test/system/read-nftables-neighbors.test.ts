import { expect, test } from "vitest";
import { parseNftables } from "../../src/parse/nftables/parse-nftables.ts";
import { keepNeighborsOut, letNeighborsIn, rulesetWith } from "../support/nftables-neighbors.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { run } from "./support/run.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOfPolicy } from "./support/wrong-of.ts";

const nftables = firewallKinds.find(({ name }) => name === "nftables") as (typeof firewallKinds)[0];

const drop = (type: string) => `icmpv6 type ${type} drop`;
const rest = "meta l4proto icmpv6 accept";

/** Rulesets that drop neighbor discovery, or part of it, in either direction. */
const rulesets: readonly string[] = [
  ...[...letNeighborsIn, ...keepNeighborsOut].map((rules) => rulesetWith(rules)),
  rulesetWith([rest], [drop("nd-neighbor-solicit"), drop("nd-neighbor-advert")]),
  rulesetWith([rest], [drop("nd-neighbor-solicit")]),
  rulesetWith([rest], [drop("nd-neighbor-advert")]),
  rulesetWith([drop("nd-neighbor-solicit"), rest]),
  rulesetWith([drop("nd-neighbor-advert"), rest]),
  rulesetWith([rest], ["icmpv6 type 136 accept", "ip6 daddr ff02::1:ff00:0/104 accept"], "drop"),
  rulesetWith([rest], ["icmpv6 type 136 accept", "ip6 daddr fe80::/10 accept"], "drop"),
];

describeWith(["nft"], "reading nftables without neighbor discovery", () => {
  test("predicts reachable ports over IPv6", () =>
    withServer(nftables, async (network) => {
      const counts = { rulesets: rulesets.length, probes: 0, unknown: 0 };
      for (const text of rulesets) {
        await network.onServer("nft", ["-f", "-"], { input: `flush ruleset\n${text}` });
        const listed = await network.onServer("nft", ["list", "ruleset"]);
        const json = await network.onServer("nft", ["-j", "list", "ruleset"]);
        const options = { interface: "eth0" };
        const exposure = parseNftables(listed, options);
        expect(parseNftables(json, options).rules.map(withoutOrigin)).toEqual(
          exposure.rules.map(withoutOrigin),
        );
        // As if neither machine knew the other.
        for (const machine of [network.server, network.outside]) {
          await run("ip", ["-n", machine, "-6", "neigh", "flush", "dev", "eth0"]);
        }
        const result = await wrongOfPolicy(network, exposure, [22, 25, 80]);
        expect(result.wrong, `${text}\n${JSON.stringify(exposure.notes)}`).toEqual([]);
        counts.probes += result.probes;
        counts.unknown += result.unknown;
      }
      console.log(`nftables, neighbor discovery: ${JSON.stringify(counts)}, 0 wrong`);
      expect(counts.probes).toBeGreaterThan(counts.unknown);
    }));
});

function withoutOrigin({ decidedBy: _, ...rule }: { readonly decidedBy?: unknown }) {
  return rule;
}
