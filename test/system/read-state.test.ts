import { expect, test } from "vitest";
import type { Exposure } from "../../src/index.ts";
import { parseIptables } from "../../src/parse/iptables/parse-iptables.ts";
import { parseNftables } from "../../src/parse/nftables/parse-nftables.ts";
import { probedPorts } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { addresses, type Network } from "./support/network.ts";
import { probesOfMember } from "./support/probes-of-member.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { probesByVerdict } from "./support/verdict-of.ts";
import { wrongOf } from "./support/wrong-of.ts";

const kindOf = (kind: string) =>
  firewallKinds.find(({ name }) => name === kind) as (typeof firewallKinds)[0];
const [a = 1, b = 2, c = 3, d = 4] = probedPorts.filter((port) => port > 1023);

/** Probes the exposure of the typical connection, and returns the differences. */
async function wrongOfTypical(network: Network, exposure: Exposure) {
  await network.onServer("conntrack", ["--flush"]);
  const { outside, unknown } = probesByVerdict({ ...exposure, qualified: [] }, [a, b, c, d]);
  expect(unknown.filter((each) => each.startsWith("inbound"))).toEqual([]);
  return wrongOf(network, "outside", outside);
}

/** Probes all ports from an address in a set and from one outside, and returns the differences from the exposure. */
async function wrongOfSome(network: Network, exposure: Exposure, member: "office" | "stranger") {
  await network.onServer("conntrack", ["--flush"]);
  const { certain, qualified } = probesOfMember(exposure, [a, b, c, d], member);
  expect(qualified.length).toBeGreaterThan(0);
  return wrongOf(network, "outside", [...certain, ...qualified]);
}

describeWith(["nft"], "what nftables does to packets and for some", () => {
  const header = (
    input: readonly string[],
    nat: readonly string[] = [],
    raw: readonly string[] = [],
    established = "ct state established,related accept",
  ) => `flush ruleset
table inet t {
  set x { type ipv4_addr; }
  set s { type ipv4_addr; flags dynamic; }
  chain raw { type filter hook prerouting priority -300; policy accept;
    ${raw.join("\n")}
  }
  chain nat { type nat hook prerouting priority -100; policy accept;
    ${nat.join("\n")}
  }
  chain input { type filter hook input priority 0; policy drop;
    iif lo accept
    meta l4proto { icmp, ipv6-icmp } accept
    ${established}
    ${input.join("\n")}
  }
}`;

  const notFirst = (port: number, statement = "drop") => [
    `tcp flags & syn == 0x0 tcp dport ${port} ${statement}`,
  ];

  test("follows state changes, and treats packets as below limits", () =>
    withServer(kindOf("nftables"), async (network) => {
      for (const [input, nat, raw] of [
        [[`tcp dport ${b} accept`], [`tcp dport ${a} redirect to :${b}`], []],
        [["ct status dnat accept"], [`tcp dport ${a} redirect to :${b}`], []],
        [
          [`udp dport ${b} accept`],
          [`udp dport ${a} dnat to :${b}`, `udp dport ${b} redirect to :${c}`],
          [],
        ],
        [
          ["meta mark 0x11 accept"],
          ["meta mark 1 meta mark set meta mark | 0x10"],
          [`tcp dport ${a} meta mark set 0x1`],
        ],
        [["ct mark & 0xf == 0x3 accept"], [`tcp dport { ${a}, ${c} } ct mark set 0x13`], []],
        [["ct state untracked accept"], [], [`udp dport ${a} notrack`]],
        [["ct state new accept"], [`udp dport ${a} redirect to :${b}`], [`udp dport ${a} notrack`]],
        [["limit rate 1000/second burst 1000 packets accept"], [], []],
        [[`tcp dport ${a} ct count over 1000 drop`, `tcp dport ${a} accept`], [], []],
        [["ct count over 0 drop", `tcp dport ${a} accept`], [], []],
        [["quota over 100 mbytes drop", `tcp dport ${a} accept`], [], []],
        [
          [`tcp dport ${a} add @s { ip saddr }`, "ip saddr @s drop", `tcp dport ${a} accept`],
          [],
          [],
        ],
        [[`tcp dport ${a} add @s { ip saddr } ip saddr @s accept`], [], []],
        [
          [
            "add @s { ip saddr }",
            "delete @s { ip saddr }",
            "ip saddr @s drop",
            `tcp dport ${a} accept`,
          ],
          [],
          [],
        ],
        [[`tcp dport { ${a}, ${b} } accept`], [`tcp dport ${c} redirect to :${b}`], notFirst(c)],
        [[`tcp dport { ${a}, ${b} } accept`], [`tcp dport ${c} redirect to :${b}`], notFirst(b)],
        [[...notFirst(b), `tcp dport ${b} accept`], [`tcp dport ${a} redirect to :${b}`], []],
        [[...notFirst(a), `tcp dport ${b} accept`], [`tcp dport ${a} redirect to :${b}`], []],
        [["meta mark 1 accept"], [`tcp dport ${a} meta mark set 1`], []],
        [["ct mark 1 accept"], [`tcp dport ${a} ct mark set 1`], []],
        [["ct state new accept"], [], [`tcp flags syn tcp dport ${a} notrack`]],
        [[`tcp dport ${a} accept`], [`tcp dport ${a} redirect to :${b}`], notFirst(a, "notrack")],
      ] as const) {
        for (const established of ["", "ct state established,related accept"]) {
          await network.onServer("nft", ["-f", "-"], {
            input: header(input, nat, raw, established),
          });
          const text = await network.onServer("nft", ["list", "ruleset"]);
          const json = await network.onServer("nft", ["-j", "list", "ruleset"]);
          const options = { interface: "eth0" };
          const empty = (exposure: string) => exposure.replace(/\n\t\telements = \{[^}]*\}/g, "");
          expect(await wrongOfTypical(network, parseNftables(empty(text), options)), text).toEqual(
            [],
          );
          expect(probesByVerdict(parseNftables(json, options), [a, b, c, d])).toEqual(
            probesByVerdict(parseNftables(text, options), [a, b, c, d]),
          );
        }
      }
    }));

  test("reads for whom a set matters, with an address in the set and one outside", () =>
    withServer(kindOf("nftables"), async (network) => {
      for (const [input, nat] of [
        [["ip saddr @x drop", `tcp dport { ${a}, ${b} } accept`], []],
        [["ip saddr != @x drop", `tcp dport { ${a}, ${b} } accept`], []],
        [[`tcp dport ${a} ip saddr @x accept`], []],
        [["meta mark 1 drop", `udp dport ${a} accept`], ["ip saddr @x meta mark set 1"]],
        [["meta mark 1 accept"], [`ip saddr @x tcp dport ${a} meta mark set 1`]],
        [["ip saddr @x return", `tcp dport ${a} accept`], []],
        [[`tcp dport ${a} accept`], [`ip saddr @x tcp dport ${a} redirect to :${b}`]],
      ] as const) {
        await network.onServer("nft", ["-f", "-"], { input: header(input, nat) });
        await network.onServer("nft", [
          "add",
          "element",
          "inet",
          "t",
          "x",
          `{ ${addresses.office.ipv4} }`,
        ]);
        const text = await network.onServer("nft", ["list", "ruleset"]);
        const exposure = parseNftables(text.replace(/\tset x \{[^}]*\}?[^}]*\}\n/, ""), {
          interface: "eth0",
        });
        expect(await wrongOfSome(network, exposure, "office"), text).toEqual([]);
      }
    }));
});

describeWith(["iptables-restore", "ipset"], "what iptables does for some", () => {
  test("reads for whom a set matters, with an address in the set and one outside", () =>
    withServer(kindOf("iptables"), async (network) => {
      const sets = `create x hash:ip family inet\nadd x ${addresses.office.ipv4}\n`;
      await network.onServer("ipset", ["restore"], { input: sets });
      const inSet = "-m set --match-set x src";
      const accepted = `-A INPUT -p tcp -m tcp --dport ${a} -j ACCEPT`;
      for (const [filter, nat] of [
        [[`-A INPUT ${inSet} -j DROP`, accepted], []],
        [["-A INPUT -m set ! --match-set x src -j DROP", accepted], []],
        [[`-A INPUT -p udp -m udp --dport ${a} ${inSet} -j ACCEPT`], []],
        [[`-A INPUT ${inSet} -j REJECT`, accepted], []],
        [[":own - [0:0]", `-A INPUT ${inSet} -j own`, accepted, "-A own -j DROP"], []],
        [["-A INPUT -m mark --mark 1 -j DROP", accepted], [`${inSet} -j MARK --set-mark 1`]],
        [[accepted], [`-p tcp -m tcp --dport ${b} ${inSet} -j REDIRECT --to-ports ${a}`]],
      ] as const) {
        const table = nat.join().includes("REDIRECT") ? "nat" : "mangle";
        const text = [
          "*nat\nCOMMIT\n*mangle\nCOMMIT",
          `*${table}\n:PREROUTING ACCEPT [0:0]`,
          ...nat.map((rule) => `-A PREROUTING ${rule}`),
          "COMMIT\n*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]",
          ...filter.filter((line) => line.startsWith(":")),
          "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
          ...filter.filter((line) => !line.startsWith(":")),
          "COMMIT\n",
        ].join("\n");
        await network.onServer("iptables-restore", [], { input: text });
        const saved = await network.onServer("iptables-save");
        const exposure = parseIptables(saved, { interface: "eth0" });
        expect(exposure.undetermined, saved).toEqual([]);
        expect(await wrongOfSome(network, exposure, "office"), saved).toEqual([]);
        const exact = parseIptables([saved, sets], { interface: "eth0" });
        expect(exact.qualified, saved).toEqual([]);
        await network.onServer("conntrack", ["--flush"]);
        const { outside } = probesByVerdict(exact, [a, b, c, d]);
        expect(await wrongOf(network, "outside", outside), saved).toEqual([]);
      }
    }));
});
