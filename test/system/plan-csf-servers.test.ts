import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsf } from "../../src/parse/index.ts";
import { renderPlan } from "../../src/render/index.ts";
import { csfRules } from "./support/firewalls.ts";
import { withHeldConnection } from "./support/held-connection.ts";
import { addresses, type Network } from "./support/network.ts";
import { isAbout, neededProbes, probesTo } from "./support/plan-probes.ts";
import type { Probe } from "./support/probe.ts";
import { planOf, planPorts, randomOptions, seedOr } from "./support/random-plans.ts";
import { runPlan } from "./support/run-plan.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const { office, stranger } = addresses;

const range = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...planPorts.map(String)) },
  { weight: 1, arbitrary: fc.constantFrom("20:25", "2077:2087", "8000:8500", "9090:9091") },
);
const list = fc.array(range, { maxLength: 6 }).map((some) => some.join(","));
const outboundList = fc.constantFrom("1:65535", "53,80,443,2089", "22,53,80,123,443", "1:1000");

/** The files of a server with CSF. */
const server = fc.record({
  lists: fc.record({
    TCP_IN: list,
    TCP6_IN: list,
    UDP_IN: list,
    UDP6_IN: list,
    TCP_OUT: outboundList,
    TCP6_OUT: outboundList,
    UDP_OUT: outboundList,
    UDP6_OUT: outboundList,
  }),
  allowed: fc.subarray([
    `tcp|in|d=22|s=${office.ipv4}`,
    `tcp|in|d=2000_2100|s=${office.ipv6}`,
    `tcp|in|d=8443|s=${stranger.ipv4}`,
    stranger.ipv4,
    office.ipv6,
  ]),
  options: randomOptions,
});

/** Loads the rules that CSF creates from its files. */
async function restart(network: Network, file: (name: string) => string): Promise<void> {
  const rules = (family: "ipv4" | "ipv6") => csfRules(file("csf.conf"), family, file("csf.allow"));
  await network.onServer("iptables-restore", [], { input: rules("ipv4") });
  await network.onServer("ip6tables-restore", [], { input: rules("ipv6") });
}

/** Splits a plan into scripts, of one command each unless it has very many, without the restart of CSF. */
function stepsOf(script: string): readonly string[] {
  const lines = script.split("\n");
  const first = lines.findIndex((line) => /^# (?:open|close) /.test(line));
  const commands = lines.slice(first).filter((line) => /^(?:edit_list|add_line) /.test(line));
  const end = lines.filter((line) => /^(?:mv |trap - EXIT)/.test(line));
  const size = Math.ceil(commands.length / 30);
  return Array.from({ length: Math.ceil(commands.length / size) || 0 }, (_, index) => {
    const some = commands.slice(index * size, (index + 1) * size);
    return [...lines.slice(0, first), ...some, ...end, "EOF", ""].join("\n");
  });
}

describeWith(
  ["iptables-restore", "ip6tables-restore", "bash", "perl", "sed"],
  "a plan for the lists of CSF",
  () => {
    test("opens and closes ports of random servers, and never locks the caller out", () =>
      withHeldConnection(planPorts, (network, held) =>
        withFolder(async (root) => {
          const seed = seedOr(554_515_501);
          const folder = join(root, "etc/csf");
          mkdirSync(folder, { recursive: true });
          const file = (name: string) => readFileSync(join(folder, name), "utf8");
          const read = () =>
            parseCsf([file("csf.conf"), file("csf.allow")], { lists: { 1: "allow" } });
          const counts = { servers: 0, opened: 0, closed: 0, steps: 0, probes: 0 };
          const probe = (machine: "outside" | "server", probes: readonly Probe[]) => {
            counts.probes += probes.length;
            return network.probe(machine, probes);
          };
          // From here on, the kernel tracks the held connection.
          await restart(network, (name) => (name === "csf.allow" ? office.ipv4 : ""));
          expect(await held.isAlive()).toBe(true);
          for (const { lists, allowed, options } of fc.sample(server, { numRuns: 4, seed })) {
            const conf = Object.entries({ ...lists, IPV6: "1", SMTP_BLOCK: "0" })
              .map(([name, value]) => `${name} = "${value}"\n`)
              .join("");
            writeFileSync(join(folder, "csf.conf"), conf);
            writeFileSync(join(folder, "csf.allow"), ["# allowed", ...allowed].join("\n"));
            await restart(network, file);
            const about = JSON.stringify({ seed, lists, allowed, options });
            const open = async (machine: "outside" | "server", probes: readonly Probe[]) => {
              const answers = await probe(machine, probes);
              return probes.flatMap((each, index) =>
                answers[index] ? [{ ...each, open: true }] : [],
              );
            };
            const before = await open(
              "outside",
              probesTo(planPorts, () => false),
            );
            const needed = await open(
              "server",
              neededProbes.map((each) => ({ ...each, open: false })),
            );
            const callers = before.filter(
              ({ from, protocol }) => from === office.ipv4 && protocol === "tcp",
            );
            const caller = callers.slice(0, 1);
            const keep = `${office.ipv4}:${caller[0]?.port ?? 22}`;
            const plan = planOf(read(), options, keep);
            const closing = plan.changes.filter(({ action }) => action === "close");
            const staying = before.filter(
              (each) => caller.includes(each) || !closing.some((change) => isAbout(change, each)),
            );
            const expectOpen = async (machine: "outside" | "server", probes: readonly Probe[]) =>
              expect(await open(machine, probes), about).toEqual(probes);
            const script = renderPlan(plan, "csf");
            for (const step of stepsOf(script)) {
              expect(runPlan(step, root, { stubs: { csf: "exit 1" } }), about).toEqual({
                status: 0,
                output: "",
              });
              await restart(network, file);
              expect(await held.isAlive(), about).toBe(true);
              await expectOpen("outside", caller);
              await expectOpen("server", needed);
              counts.steps++;
            }
            await expectOpen("outside", staying);
            const files = () => [file("csf.conf"), file("csf.allow")];
            const once = files();
            expect(runPlan(script, root, { stubs: { csf: "exit 0" } }).status, about).toBe(0);
            expect(files(), about).toEqual(once);
            // Only ports opened by lines of csf.allow remain; they must be closed manually.
            expect(stepsOf(renderPlan(planOf(read(), options, keep), "csf")), about).toEqual([]);
            counts.servers++;
            counts.opened += plan.changes.length - closing.length;
            counts.closed += closing.length;
          }
          console.log(
            `plans for the lists of CSF, seed ${seed}: ${JSON.stringify(counts)}, 0 wrong`,
          );
          expect(Math.min(counts.opened, counts.closed)).toBeGreaterThan(0);
        }),
      ));
  },
);
