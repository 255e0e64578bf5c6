import fc from "fast-check";
import { expect, test } from "vitest";
import { auditFirewall, comparePolicies, createPolicy, type Policy } from "../../src/index.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";
import {
  type RuleOptions,
  renderIp6tables,
  renderIptables,
  renderNftables,
} from "../../src/render/index.ts";
import { hostileText } from "../support/hostile-text.ts";
import { withEchoConnections } from "./support/echo-connections.ts";
import { firewallKinds, type Render } from "./support/firewalls.ts";
import { withNamespace } from "./support/namespace.ts";
import { addresses, type Network } from "./support/network.ts";
import { run } from "./support/run.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";

const policy = createPolicy(126, { replace: { ssh: [22, 12345] }, outbound: "needed" });
const everything = { comments: true, logPrefix: "cpanel-ports: ", sshRate: "3/hour" } as const;

const renderWith =
  (options: RuleOptions): Render =>
  (format) => {
    switch (format) {
      case "nftables":
        return renderNftables(policy, { ...options, counters: options.comments });
      case "iptables":
        return renderIptables(policy, options);
      default:
        return renderIp6tables(policy, options);
    }
  };

/** Reads the kernel's rules. */
const readers: Readonly<
  Record<string, (network: Network) => Promise<ReturnType<typeof parseNftables>>>
> = {
  nftables: async (network) => parseNftables(await network.onServer("nft", ["list", "ruleset"])),
  iptables: async (network) =>
    parseIptables([
      await network.onServer("iptables-save"),
      await network.onServer("ip6tables-save"),
    ]),
};

for (const kind of firewallKinds.filter(({ name }) => name in readers)) {
  describeWith(kind.tools, `${kind.name}, with a rate of SSH connections`, () => {
    test.for([{ sshRate: everything.sshRate }, everything])(
      "drops only the connections of an address beyond the limit: %j",
      (options) =>
        withServer(kind, async (network, firewall) => {
          await firewall.load(renderWith(options));
          // In its own network: the other two share a /64.
          for (const [namespace, address] of [
            [network.server, "fd98::1"],
            [network.outside, "fd98::3"],
          ] as const) {
            await run("ip", [
              "-n",
              namespace,
              "addr",
              "add",
              `${address}/64`,
              "dev",
              "eth0",
              "nodad",
            ]);
          }
          const { office, server } = addresses;
          for (const [from, other, to, otherTo] of [
            [office.ipv4, addresses.stranger.ipv4, server.ipv4, server.ipv4],
            [office.ipv6, "fd98::3", server.ipv6, "fd98::1"],
          ] as const) {
            const probe = (port: number, open: boolean) =>
              ({ protocol: "tcp", from, to, port, open }) as const;
            await withEchoConnections(network, [from, from, from], to, async ({ work }) => {
              expect(await work()).toEqual([true, true, true]);
              const probes = [
                probe(22, false),
                probe(443, true),
                probe(2087, true),
                { ...probe(22, true), from: other, to: otherTo },
              ];
              expect(await network.probe("outside", probes)).toEqual([false, true, true, true]);
              expect(await work()).toEqual([true, true, true]);
            });
          }
          const neighbor = { protocol: "tcp", to: server.ipv6, port: 22 } as const;
          expect(
            await network.probe("outside", [
              { ...neighbor, from: addresses.stranger.ipv6, open: false },
              { ...neighbor, port: 443, from: addresses.stranger.ipv6, open: true },
            ]),
          ).toEqual([false, true]);
        }),
    );

    test("reads the limit back as limited, and nothing else", () =>
      withServer(kind, async (network, firewall) => {
        await firewall.load(renderWith({}));
        const plain = (await readers[kind.name]?.(network)) as never as ReturnType<
          typeof parseNftables
        >;
        await firewall.load(renderWith(everything));
        const read = (await readers[kind.name]?.(network)) as never as ReturnType<
          typeof parseNftables
        >;
        expect(read.undetermined).toEqual([]);
        expect(read.notes).toEqual(plain.notes);
        const fromPolicy = (exposure: typeof read) => {
          const { missing, extra, narrower, wider, unknown } = comparePolicies(policy, exposure);
          return { missing, extra, narrower, wider, unknown };
        };
        expect(fromPolicy(read)).toEqual(fromPolicy(plain));
        expect(
          read.qualified.map(({ direction, ports, qualification }) => [
            direction,
            ports.from,
            ports.through,
            qualification,
          ]),
        ).toEqual([
          ["inbound", 22, 22, "limited"],
          ["inbound", 12345, 12345, "limited"],
        ]);
        const verdicts = [plain, read].map((exposure) =>
          auditFirewall(126, exposure, { replace: { ssh: [22, 12345] }, outbound: "needed" }),
        );
        const problems = verdicts.map(({ findings }) =>
          findings.filter(({ severity }) => severity !== "info").map(({ rule }) => rule),
        );
        expect(problems[1]).toEqual(problems[0]);
      }));
  });
}

const rates = (["second", "minute", "hour", "day"] as const).flatMap((per) =>
  ([1, 7, 100] as const).map((connections) => `${connections}/${per}` as const),
);

describeWith(["nft"], "nft", () => {
  test("accepts every rate, and the longest prefix", () =>
    withNamespace(async (inside) => {
      for (const sshRate of rates) {
        const logPrefix = "~!#%&'()*+,-./:;<=>?@[]^_`{|} ".repeat(5).slice(0, 127);
        const script = renderNftables(policy, {
          ...everything,
          counters: true,
          sshRate,
          logPrefix,
        });
        await inside("nft", ["-f", "-"], script);
        const listed = await inside("nft", ["list", "ruleset"]);
        expect(listed).toContain(
          `limit rate over ${sshRate} burst ${Number.parseInt(sshRate, 10)} packets`,
        );
        expect(listed).toContain(`log prefix "${logPrefix}"`);
      }
    }));
});

describeWith(
  ["iptables-restore", "iptables-legacy-restore", "ip6tables-legacy-restore"],
  "iptables",
  () => {
    test("accepts every rate, and the longest prefix, with nftables and without", () =>
      withNamespace(async (inside) => {
        for (const sshRate of rates) {
          const logPrefix = "~!#%&'()*+,-./:;<=>?@[]^_`{|} ".slice(0, 29);
          const options = { ...everything, sshRate, logPrefix };
          for (const [command, file] of [
            ["iptables", renderIptables(policy, options)],
            ["ip6tables", renderIp6tables(policy, options)],
          ] as const) {
            await inside(`${command}-legacy-restore`, ["--test"], file);
            await inside(`${command}-restore`, [], file);
            const saved = await inside(`${command}-save`, []);
            const shown = sshRate.replace("minute", "min").replace("second", "sec");
            expect(saved).toContain(
              `--hashlimit-above ${shown} --hashlimit-burst ${Number.parseInt(sshRate, 10)} `,
            );
            // iptables-save escapes the apostrophe.
            expect(saved.replaceAll("\\'", "'")).toContain(`--log-prefix "${logPrefix}"`);
          }
        }
      }));
  },
);

const texts = [
  ...fc.sample(hostileText, { numRuns: 60, seed: 4 }),
  "ä".repeat(300),
  `${'"\\'.repeat(200)}`,
  "日本語".repeat(50),
];
/** The policy with untrusted text as the purpose of its ports. */
const withLabel = (label: string): Policy => ({
  ...policy,
  rules: policy.rules.map((rule) => ({ ...rule, label })),
});

describeWith(["nft", "iptables-restore"], "comments", () => {
  test("loads the same rules into nft with comments of any text", () =>
    withNamespace(async (inside) => {
      const loaded = async (label: string) => {
        await inside("nft", ["-f", "-"], renderNftables(withLabel(label), { comments: true }));
        return (await inside("nft", ["list", "ruleset"])).replace(/ comment "[^"\n]*"$/gm, "");
      };
      const expected = await loaded("plain");
      for (const text of texts) {
        expect(await loaded(text), text).toBe(expected);
      }
    }));

  test("loads the same rules into iptables with comments of any text", () =>
    withNamespace(async (inside) => {
      const loaded = async (label: string) => {
        await inside("iptables-restore", [], renderIptables(withLabel(label), { comments: true }));
        return (await inside("iptables-save", []))
          .replace(/^#.*\n/gm, "")
          .replace(/ -m comment --comment (?:"(?:\\.|[^"\\])*"|\S+)/g, "");
      };
      const expected = await loaded("plain");
      for (const text of texts) {
        expect(await loaded(text), text).toBe(expected);
      }
    }));
});
