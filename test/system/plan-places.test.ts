import { expect, test } from "vitest";
import type { Exposure, FirewallPlan, PlanChange } from "../../src/index.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";
import { renderPlan } from "../../src/render/index.ts";
import { planWriters } from "../../src/render/plan/render-plan.ts";
import { savedState } from "../../src/render/plan/saved-state.ts";
import { probedPorts } from "./support/expected.ts";
import { heldPort, withHeldConnection } from "./support/held-connection.ts";
import { addresses, type Network } from "./support/network.ts";
import { isAbout, probesTo } from "./support/plan-probes.ts";
import type { Probe } from "./support/probe.ts";
import { type RandomFilter, randomFilters } from "./support/random-filter.ts";
import { iptablesText, officeSets } from "./support/random-iptables.ts";
import { nftablesText } from "./support/random-nftables.ts";
import { planOf, writable } from "./support/random-plans.ts";
import { runInSteps } from "./support/run-in-steps.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const families = ["ipv4", "ipv6"] as const;

/** A firewall to whose chains plans add rules. */
interface Kind {
  readonly format: "iptables" | "nftables";
  readonly tools: readonly string[];
  readonly start: (network: Network) => Promise<unknown>;
  readonly load: (network: Network, filter: RandomFilter) => Promise<void>;
  readonly read: (network: Network) => Promise<Exposure>;
  /** Returns the rules without counters. */
  readonly state: (network: Network) => Promise<string>;
}

const kinds: readonly Kind[] = [
  {
    format: "nftables",
    tools: ["nft"],
    start: async () => {},
    load: async (network, filter) => {
      const text = nftablesText(filter, "inet", "t");
      await network.onServer("nft", ["-f", "-"], { input: `flush ruleset\n${text}` });
    },
    read: async (network) => parseNftables(await network.onServer("nft", ["list", "ruleset"])),
    state: (network) => network.onServer("nft", ["-s", "list", "ruleset"]),
  },
  {
    format: "iptables",
    tools: ["iptables", "ip6tables"],
    start: (network) => network.onServer("ipset", ["restore"], { input: officeSets }),
    load: async (network, filter) => {
      await network.onServer("iptables-restore", [], { input: iptablesText(filter, "ipv4") });
      await network.onServer("ip6tables-restore", [], { input: iptablesText(filter, "ipv6") });
    },
    read: async (network) =>
      parseIptables([
        await network.onServer("iptables-save"),
        await network.onServer("ip6tables-save"),
      ]),
    state: async (network) =>
      (
        (await network.onServer("iptables-save")) + (await network.onServer("ip6tables-save"))
      ).replace(/^#.*\n|\[\d+:\d+\]/gm, ""),
  },
];

const services = ["whm", "cpanel", "httpd", "ssh", "dns"] as const;

const fitting = (exposure: Exposure, keep: string) => planOf(exposure, { services }, keep);

/** A plan with all openings and some closings; each command is tested separately. */
function shortened(plan: FirewallPlan, index: number): FirewallPlan {
  const closing = plan.changes.filter(({ action }) => action === "close");
  const step = Math.ceil(closing.length / 4);
  return {
    ...plan,
    changes: plan.changes.filter(
      (each) => each.action === "open" || closing.indexOf(each) % step === index % step,
    ),
  };
}

for (const kind of kinds) {
  describeWith([...kind.tools, "conntrack", "ipset"], `a plan for ${kind.format}`, () => {
    test("opens and closes ports of random servers, and never locks the caller out", () =>
      withHeldConnection(probedPorts, async (network, held) => {
        await kind.start(network);
        const counts = { servers: 0, opened: 0, closed: 0, steps: 0, probes: 0, held: 0 };
        const run = (input: string) => network.onServer("sh", ["-e"], { input });
        const probe = async (probes: readonly Probe[]) => {
          counts.probes += probes.length;
          return network.probe("outside", probes);
        };
        for (const [index, filter] of randomFilters(5, 18).entries()) {
          const about = `${kind.format}, server ${index}`;
          await kind.load(network, filter);
          const ports = probedPorts.filter((_, each) => each % 8 === index % 8);
          const before = await probe(probesTo(ports, () => false));
          const open = probesTo(ports, () => true).filter((_, each) => before[each]);
          const caller = open.find(
            ({ from, protocol }) => from === addresses.office.ipv4 && protocol === "tcp",
          );
          const isHeld = await held.isAlive();
          const keep = `${addresses.office.ipv4}:${caller?.port ?? 22}`;
          const whole = writable(fitting(await kind.read(network), keep), kind.format);
          const plan = shortened(whole, index);
          const closing = plan.changes.filter(({ action }) => action === "close");
          const staying = open.filter(
            (each) => each === caller || !closing.some((change) => isAbout(change, each)),
          );
          const script = renderPlan(plan, kind.format);
          counts.steps += await runInSteps(run, script, kind.tools, async () => {
            expect(isHeld && !(await held.isAlive()), about).toBe(false);
            const probes = caller ? [caller] : staying.slice(0, 1);
            expect(await probe(probes), about).toEqual(probes.map(() => true));
          });
          const after = await probe(staying);
          expect(
            staying.filter((_, each) => !after[each]),
            about,
          ).toEqual([]);
          const changed = probesTo(ports, (each) => closing.every((one) => !isAbout(one, each)))
            .filter((each) => plan.changes.some((change) => isAbout(change, each)))
            // Rules for only the office, before the stopping rules, still apply.
            .filter(({ from, open: isOpen }) => from.endsWith("3") && isOpen);
          expect(await probe(changed), about).toEqual(changed.map(() => true));
          const state = await kind.state(network);
          await network.onServer("sh", [], { input: script });
          expect(await kind.state(network), about).toBe(state);
          const rest = fitting(await kind.read(network), keep).changes;
          const isLeft = ({ action, direction, protocol, ports: { from } }: PlanChange) =>
            plan.changes.some(
              (each) =>
                each.action === action &&
                each.direction === direction &&
                each.protocol === protocol &&
                each.ports.from === from,
            );
          expect(rest.filter(isLeft), about).toEqual([]);
          counts.servers++;
          counts.opened += plan.changes.length - closing.length;
          counts.closed += closing.length;
          counts.held += isHeld ? 1 : 0;
        }
        console.log(`plans for ${kind.format}: ${JSON.stringify(counts)}, 0 wrong`);
        expect(Math.min(counts.opened, counts.closed, counts.held)).toBeGreaterThan(0);
      }));
  });
}

/** A firewall with a ban, a chain that several rules jump to, and a second drop in another table. */
const rules: Readonly<Record<Kind["format"], (network: Network) => Promise<unknown>>> = {
  nftables: (network) =>
    network.onServer("nft", ["-f", "-"], {
      input: `flush ruleset
table inet filter {
  set bans { type ipv4_addr; elements = { ${addresses.stranger.ipv4} }; }
  chain stop { counter; drop; }
  chain services { tcp dport { 22, 8443 } counter accept; jump stop; }
  chain input {
    type filter hook input priority filter; policy accept;
    ct state established,related accept
    meta l4proto ipv6-icmp accept
    ip saddr @bans jump stop
    iifname "lo" accept
    jump services
  }
}
table ip second {
  chain input {
    type filter hook input priority 10; policy accept;
    ct state established accept
    tcp dport 2087 drop
  }
}
`,
    }),
  iptables: async (network) => {
    const text = (ban: string, icmp: string, second: string) => `*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
${second}
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:stop - [0:0]
:services - [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p ${icmp} -j ACCEPT
-A INPUT -s ${ban} -j stop
-A INPUT -i lo -j ACCEPT
-A INPUT -j services
-A services -p tcp -m multiport --dports 22,8443 -j ACCEPT
-A services -j stop
-A stop -j DROP
COMMIT
`;
    const { stranger } = addresses;
    await network.onServer("iptables-restore", [], {
      input: text(stranger.ipv4, "icmp", "-A PREROUTING -p tcp -m tcp --dport 2087 -j DROP"),
    });
    await network.onServer("ip6tables-restore", [], {
      input: text("2001:db8::1", "ipv6-icmp", ""),
    });
  },
};

/** Returns the commands that remove the rules of a plan from one of its chains. */
const lost: Readonly<Record<Kind["format"], readonly string[]>> = {
  nftables: [
    "sh",
    "-ec",
    `nft flush chain ip second input; nft 'add rule ip second input ct state established accept; add rule ip second input tcp dport 2087 drop'`,
  ],
  iptables: [
    "sh",
    "-ec",
    "iptables -t raw -F; iptables -t raw -A PREROUTING -p tcp -m tcp --dport 2087 -j DROP",
  ],
};

const sorted = (state: string) => state.split("\n").sort();

/** The untracked ports of a firewall. */
const untracked = [2222, heldPort];

const untracking: Readonly<Record<Kind["format"], (network: Network) => Promise<unknown>>> = {
  nftables: (network) =>
    network.onServer("nft", ["-f", "-"], {
      input: `table inet early {
  chain in { type filter hook prerouting priority raw; tcp dport { ${untracked.join(", ")} } notrack; }
  chain out { type filter hook output priority raw; tcp sport { ${untracked.join(", ")} } notrack; }
}
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    meta l4proto ipv6-icmp accept
    tcp dport { 22, ${untracked.join(", ")} } accept
  }
}`,
    }),
  iptables: async (network) => {
    const input = `*raw
-A PREROUTING -p tcp -m multiport --dports ${untracked} -j CT --notrack
-A OUTPUT -p tcp -m multiport --sports ${untracked} -j CT --notrack
COMMIT
*filter
:INPUT DROP [0:0]
-A INPUT -p ipv6-icmp -j ACCEPT
-A INPUT -p tcp -m multiport --dports 22,${untracked} -j ACCEPT
COMMIT
`;
    await network.onServer("iptables-restore", [], { input: input.replace("ipv6-", "") });
    await network.onServer("ip6tables-restore", [], { input });
  },
};

for (const kind of kinds) {
  describeWith(
    [...kind.tools, "conntrack"],
    `a plan for ${kind.format} that closes ports which are not tracked`,
    () => {
      test("blocks new connections, and keeps existing ones", () =>
        withHeldConnection(probedPorts, async (network, held) => {
          await untracking[kind.format](network);
          await network.onServer("conntrack", ["--flush"]);
          const { office, server } = addresses;
          const probe = (open: boolean) =>
            network.probe(
              "outside",
              families.map((each) => ({
                protocol: "tcp",
                from: office[each],
                to: server[each],
                port: 2222,
                open,
              })),
            );
          const closing = async () => {
            const plan = fitting(await kind.read(network), `${office.ipv4}:22`);
            const isUntracked = ({ action, ports }: PlanChange) =>
              action === "close" && untracked.includes(ports.from);
            return { ...plan, changes: plan.changes.filter(isUntracked) };
          };
          expect(await probe(true)).toEqual([true, true]);
          const plan = await closing();
          expect(plan.changes).toHaveLength(2);
          await network.onServer("sh", [], { input: renderPlan(plan, kind.format) });
          expect(await probe(false)).toEqual([false, false]);
          expect(await held.isAlive()).toBe(true);
          expect((await closing()).changes).toEqual([]);
        }));
    },
  );
}

for (const kind of kinds) {
  describeWith(
    [...kind.tools, "conntrack", "ipset"],
    `the rules of a plan for ${kind.format}`,
    () => {
      test("places rules after bans, in each chain that stops connections, and can remove them", () =>
        withHeldConnection(probedPorts, async (network) => {
          await rules[kind.format](network);
          const plan = fitting(await kind.read(network), `${addresses.office.ipv4}:22`);
          const fresh = await kind.state(network);
          const { before, commands, rollback } = planWriters[kind.format](plan, {
            rollback: 60,
          });
          const changes = [...before, ...plan.changes.flatMap(commands)].join("\n");
          const run = (lines: readonly string[], folder: string) =>
            network.onServer("sh", ["-e"], {
              input: lines.join("\n").replaceAll(savedState, folder),
            });
          await withFolder(async (folder) => {
            await run(rollback.save, folder);
            await run([changes], folder);
            const { office, stranger, server } = addresses;
            const probes = families.flatMap((family) =>
              ([office, stranger] as const).flatMap((from) =>
                [22, 2083, 2087, 8443].map((port) => ({
                  protocol: "tcp" as const,
                  from: from[family],
                  to: server[family],
                  port,
                  open: port !== 8443 && from[family] !== stranger.ipv4,
                })),
              ),
            );
            await network.onServer("conntrack", ["--flush"]);
            expect(await network.probe("outside", probes)).toEqual(probes.map(({ open }) => open));
            const once = await kind.state(network);
            await run([changes], folder);
            expect(await kind.state(network)).toBe(once);
            // As by a reload of one table of several.
            const [tool, ...without] = lost[kind.format];
            await network.onServer(tool as string, without);
            expect(await kind.state(network)).not.toBe(once);
            await run([changes], folder);
            expect(sorted(await kind.state(network))).toEqual(sorted(once));
            await run(rollback.undo, folder);
            expect(await kind.state(network)).toBe(fresh);
          });
          const [tool, ...first] =
            kind.format === "nftables"
              ? ["nft", "insert rule inet filter services tcp dport 7 drop"]
              : ["iptables", "-I", "services", "-p", "tcp", "--dport", "7", "-j", "DROP"];
          await network.onServer(tool as string, first);
          const other = await kind.state(network);
          // As if the rule came after the places were checked.
          const unchecked = changes.replaceAll(/^place .* > \/dev\/null$/gm, "");
          for (const input of [changes, unchecked]) {
            await expect(network.onServer("sh", ["-e"], { input })).rejects.toThrow(
              /changed since they were read: create a new plan/,
            );
          }
          expect(await kind.state(network)).toBe(other);
        }));
    },
  );
}
