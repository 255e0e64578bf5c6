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

/** All matches; each gets its own port. */
const all = [
  ...neverFulfilled,
  ...alwaysFulfilled,
  ...sometimesFulfilled.map(([match]) => match),
  ...fulfilledAtFirst,
  ...fulfilledLater,
];
const ports = probedPorts.slice(0, all.length);

/** The packets that rules apply to: those that open connections, those in the original direction, and replies. */
const packets = [
  { end: "dport", which: "ct state new" },
  { end: "dport", which: "ct direction original" },
  { end: "sport", which: "ct direction reply" },
] as const;

/** Returns a ruleset that drops packets fulfilling each match on its port, or accepts them and drops all others. */
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

/** Returns whether nft accepts a rule at a hook. */
function fits(rule: string, hook: string): boolean {
  return hook === "input" || !/socket|osf|fib saddr|fib daddr . iif/.test(rule);
}

/** Returns the matches that nft accepts; it rejects some that older versions print. */
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

/** Returns the probes on which two readings contradict each other. */
function contradictions(one: Probes, other: Probes): readonly string[] {
  const textsOf = ({ outside, fromServer }: Probes, isOpposite: boolean) =>
    [...outside, ...fromServer].map((probe) =>
      JSON.stringify({ ...probe, open: probe.open !== isOpposite }),
    );
  const opposite = new Set(textsOf(other, true));
  return textsOf(one, false).filter((text) => opposite.has(text));
}

describeWith(["nft"], "reading nftables matches", () => {
  test("predicts the packets and replies each match accepts, over both families", () =>
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
