import { expect, test } from "vitest";
import { parseNftables } from "../../src/parse/index.ts";
import {
  alwaysFulfilled,
  fulfilledAtFirst,
  fulfilledLater,
  neverFulfilled,
  sometimesFulfilled,
} from "../support/nftables-matches.ts";
import { probedPorts } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import type { Network } from "./support/network.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { probesByVerdict } from "./support/verdict-of.ts";
import { wrongOf } from "./support/wrong-of.ts";

const nftables = firewallKinds.find(({ name }) => name === "nftables") as (typeof firewallKinds)[0];

/** A port of its own for each match. */
const all = [
  ...neverFulfilled,
  ...alwaysFulfilled,
  ...sometimesFulfilled.map(([match]) => match),
  ...fulfilledAtFirst,
  ...fulfilledLater,
];
const ports = probedPorts.slice(0, all.length);

/** Which packets meet the rules: those that open connections, those in their direction, and replies. */
const packets = [
  { end: "dport", which: "ct state new" },
  { end: "dport", which: "ct direction original" },
  { end: "sport", which: "ct direction reply" },
] as const;

/** What drops, or accepts before all is dropped, what fulfils each match on its port. */
function ruleset(
  matches: readonly string[],
  { end, which }: (typeof packets)[number],
  verdict: string,
): string {
  const rules = matches.map(
    (match) => `    ${which} th ${end} ${ports[all.indexOf(match)]} ${match} ${verdict}`,
  );
  const others = `    ${which} th ${end} { ${ports.join(", ")} } drop`;
  return `flush ruleset
table inet t {
${["input", "output"]
  .map(
    (hook) => `  chain ${hook} {
    type filter hook ${hook} priority filter; policy accept;
${[...rules.filter((rule) => fits(rule, hook)), ...(verdict === "accept" ? [others] : [])].join("\n")}
  }`,
  )
  .join("\n")}
}
`;
}

/** Tells whether nft takes a rule at a hook. */
function fits(rule: string, hook: string): boolean {
  return hook === "input" || !/socket|osf|fib saddr|fib daddr . iif/.test(rule);
}

/** The matches that nft takes; some of what older ones print, it does not. */
async function acceptedOf(network: Network): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (const match of all) {
    const isAccepted = await network
      .onServer("nft", ["-f", "-"], { input: ruleset([match], packets[0], "drop") })
      .then(() => true)
      .catch(() => false);
    if (isAccepted) {
      accepted.push(match);
    }
  }
  return accepted;
}

type Probes = ReturnType<typeof probesByVerdict>;

/** The probes of which two readings say the opposite. */
function contradictions(one: Probes, other: Probes): readonly string[] {
  const textsOf = ({ outside, fromServer }: Probes, isOpposite: boolean) =>
    [...outside, ...fromServer].map((probe) =>
      JSON.stringify({ ...probe, open: probe.open !== isOpposite }),
    );
  const opposite = new Set(textsOf(other, true));
  return textsOf(one, false).filter((text) => opposite.has(text));
}

describeWith(["nft"], "reading matches of nftables", () => {
  test("tells what each lets through in packets and in their replies, over both families", () =>
    withServer(nftables, async (network) => {
      const matches = await acceptedOf(network);
      const counts = { matches: matches.length, of: all.length, probes: 0, unknown: 0 };
      console.log(`not accepted: ${all.filter((match) => !matches.includes(match)).join("; ")}`);
      for (const some of packets) {
        for (const verdict of ["drop", "accept"]) {
          const text = ruleset(matches, some, verdict);
          await network.onServer("nft", ["-f", "-"], { input: text });
          await network.onServer("conntrack", ["--flush"]);
          const listed = await network.onServer("nft", ["list", "ruleset"]);
          const exposure = parseNftables(listed, { interface: "eth0" });
          const probes = probesByVerdict(exposure, ports);
          for (const other of [
            text,
            await network.onServer("nft", ["-n", "list", "ruleset"]),
            await network.onServer("nft", ["-j", "list", "ruleset"]),
          ]) {
            const same = probesByVerdict(parseNftables(other, { interface: "eth0" }), ports);
            expect(contradictions(same, probes), `${other}\n${listed}`).toEqual([]);
          }
          const wrong = [
            ...(await wrongOf(network, "outside", probes.outside)),
            ...(await wrongOf(network, "server", probes.fromServer)),
          ];
          const byMatch = wrong.map(
            (each) =>
              `${all[ports.indexOf(Number(/\d+ is/.exec(each)?.[0].slice(0, -3)))]}: ${each}`,
          );
          expect(byMatch, `${some.which} ${verdict}`).toEqual([]);
          counts.probes += probes.outside.length + probes.fromServer.length;
          counts.unknown += probes.unknown.length;
        }
      }
      console.log(`nftables, matches: ${JSON.stringify(counts)}, 0 wrong`);
    }));
});
