import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { checkCompiled } from "../../src/parse/check/check-compiled.ts";
import { compileInputs } from "../../src/parse/check/compile-inputs.ts";
import { readConnection } from "../../src/parse/check/read-connection.ts";
import { checkConnection } from "../../src/parse/index.ts";
import { portsFromAnywhere } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { addresses, type Network } from "./support/network.ts";
import { randomFilters } from "./support/random-filter.ts";
import { nftablesText } from "./support/random-nftables.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";

const nftables = firewallKinds.find(({ name }) => name === "nftables") as (typeof firewallKinds)[0];

/** A random table whose rules have unique names as comments. */
function namedRules(text: string): string {
  let count = 0;
  return text.replace(/^ {4}(?!type |elements |flags )(.+)$/gm, (_, rule: string) => {
    count++;
    return `    ${rule.replace(/ comment "[^"]*"/, "")} comment "rule ${count}"`;
  });
}

/** Makes the kernel trace packets that open connections. */
const tracing = `table inet tracing {
  chain in {
    type filter hook prerouting priority -500
    tcp flags & (syn | ack) == syn meta nftrace set 1
    meta l4proto udp meta nftrace set 1
  }
  chain out {
    type filter hook output priority -500
    tcp flags & (syn | ack) == syn meta nftrace set 1
    meta l4proto udp meta nftrace set 1
  }
}
`;

/** The kernel's trace of a packet: its end in each base chain. */
interface Traced {
  readonly verdict: "accept" | "drop";
  /** The name of the deciding rule; omitted for a policy. */
  readonly rule: string | undefined;
  /** The number of base chains in which it ended. */
  readonly chains: number;
  /** All jumps that it took. */
  readonly jumps: readonly string[];
}

/** Parses the output of `nft monitor trace`: the first packet of each connection. */
function readTraces(text: string): ReadonlyMap<string, Traced> {
  const linesOf = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, id = "", rest = ""] = /^trace id (\S+) (.*)$/.exec(line) ?? [];
    linesOf.set(id, [...(linesOf.get(id) ?? []), rest]);
  }
  const traces = new Map<string, Traced>();
  for (const lines of linesOf.values()) {
    const packet = lines.find((line) => line.includes(" packet: ")) ?? "";
    const [, to, protocol, port] =
      / (?:ip|ip6) daddr (\S+) .* (tcp|udp) dport (\d+)/.exec(packet) ?? [];
    const [, from] = / (?:ip|ip6) saddr (\S+) /.exec(packet) ?? [];
    const ends = lines
      .filter((line) => !line.startsWith("inet tracing"))
      .flatMap((line) => {
        const [, rule] = / comment "(rule \d+)" \(verdict (?:accept|drop)\)$/.exec(line) ?? [];
        const [, verdict] =
          / \(verdict (accept|drop)\)$/.exec(line) ?? / policy (accept|drop) *$/.exec(line) ?? [];
        return verdict ? [{ rule, verdict: verdict as Traced["verdict"] }] : [];
      });
    const last = ends.at(-1);
    const decides =
      last?.verdict === "drop" ? last : (ends.findLast(({ rule }) => rule !== undefined) ?? last);
    const jumps = lines.flatMap(
      (line) => / comment "(rule \d+)" \(verdict (?:jump|goto) /.exec(line)?.slice(1) ?? [],
    );
    const key = `${from} ${to} ${protocol} ${port}`;
    if (decides && !traces.has(key)) {
      traces.set(key, { ...decides, jumps, chains: ends.length });
    }
  }
  return traces;
}

/**
 * Returns the output of `nft monitor trace` on the server during some work. It knows the rules that existed at
 * its start.
 */
async function traced(network: Network, action: () => Promise<unknown>): Promise<string> {
  const monitor: ChildProcess = spawn(
    "ip",
    ["netns", "exec", network.server, "nft", "monitor", "trace"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  monitor.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  try {
    await wait(100);
    await action();
    for (let before = -1; before !== text.length; await wait(50)) {
      before = text.length;
    }
  } finally {
    monitor.kill();
  }
  return text;
}

/** Returns the number of base chains that packets of a direction traverse. */
const basesOf = (rules: string, direction: "inbound" | "outbound") =>
  rules.split(
    direction === "inbound" ? / hook (?:prerouting|input) / : / hook (?:output|postrouting) /,
  ).length - 1;

/** Returns the name of the rule on a line of a listing. */
const nameOf = (rules: string, line: number | null | undefined) =>
  /comment "(rule \d+)"/.exec(rules.split("\n")[(line ?? 0) - 1] ?? "")?.[1];

const isInbound = ({ direction }: { readonly direction: string }) => direction === "inbound";

describeWith(["nft"], "checking connections", () => {
  test.for([11, 12])("names the rule that the kernel traces, over random rulesets (%d)", (seed) =>
    withServer(nftables, async (network) => {
      const counts = {
        rulesets: 0,
        accept: 0,
        drop: 0,
        policies: 0,
        jumps: 0,
        unknown: 0,
        other: 0,
        several: 0,
      };
      const { office, server } = addresses;
      for (const [index, filter] of randomFilters(100, seed).entries()) {
        const named = namedRules(nftablesText(filter, "inet", "t"));
        const input = `flush ruleset\n${tracing}${named}`;
        await network.onServer("nft", ["-f", "-"], { input });
        await network.onServer("conntrack", ["--flush"]);
        const rules = await network.onServer("nft", ["list", "table", "inet", "t"]);
        const ports = portsFromAnywhere.filter((_, each) => each % 20 === index % 20);
        const probes = (["ipv4", "ipv6"] as const).flatMap((family) =>
          ports.flatMap((port) =>
            (["tcp", "udp"] as const).flatMap((protocol) =>
              (["inbound", "outbound"] as const).map((direction) => ({
                ...{ family, port, protocol, direction, open: false },
                from: (direction === "inbound" ? office : server)[family],
                to: (direction === "inbound" ? server : office)[family],
              })),
            ),
          ),
        );
        const traces = readTraces(
          await traced(network, () =>
            Promise.all([
              network.probe("outside", probes.filter(isInbound)),
              network.probe(
                "server",
                probes.filter((each) => !isInbound(each)),
              ),
            ]),
          ),
        );
        const options = { interface: "eth0" };
        const compiled = compileInputs(rules, options);
        for (const [nth, { from, to, port, protocol, direction, family }] of probes.entries()) {
          const about = `${from} ${to} ${protocol} ${port}`;
          const trace = traces.get(about);
          const connection = { port, protocol, direction, address: office[family] };
          // Reading the same rules for each probe would take most of the time.
          const check = checkCompiled(compiled, readConnection(connection));
          if (nth === 0) {
            expect(checkConnection(rules, connection, options)).toEqual(check);
          }
          const [answer] = check.answers;
          if (answer === undefined || answer.verdict === "undetermined") {
            counts.unknown++;
          } else if (
            answer.packets !== "opening" ||
            trace === undefined ||
            // The kernel does not wait for a reader of its messages, and drops some.
            (trace.verdict === "accept" && trace.chains < basesOf(rules, direction))
          ) {
            counts.other++;
          } else {
            const named = [answer.decidedBy, ...answer.alternatives].map((each) =>
              nameOf(rules, each?.line),
            );
            expect(
              { verdict: answer.verdict, named },
              `${about}\n${rules}\n${JSON.stringify(answer)}`,
            ).toEqual({
              verdict: trace.verdict === "accept" ? "open" : "closed",
              named: expect.arrayContaining([trace.rule]),
            });
            counts.several += named.length > 1 ? 1 : 0;
            if (named.length > 1) {
              continue;
            }
            const jumps = answer.jumps.map(({ line }) => nameOf(rules, line));
            expect(trace.jumps).toEqual(expect.arrayContaining(jumps));
            counts[trace.verdict]++;
            counts.policies += trace.rule === undefined ? 1 : 0;
            counts.jumps += jumps.length;
          }
        }
        counts.rulesets++;
      }
      console.log(`checks compared with nft monitor trace: ${JSON.stringify(counts)}, 0 wrong`);
      expect(Math.min(counts.accept, counts.drop, counts.jumps)).toBeGreaterThan(60);
      expect(counts.other).toBeLessThan(counts.accept + counts.drop);
    }),
  );
});
