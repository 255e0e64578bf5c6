import { expect, test } from "vitest";
import { createPolicy, type Exposure } from "../../src/index.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";

import { withFail2ban } from "./support/fail2ban.ts";
import { firewallKinds, renderOf } from "./support/firewalls.ts";
import { addresses, type Network } from "./support/network.ts";
import { probesOfMember } from "./support/probes-of-member.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOf } from "./support/wrong-of.ts";

/** Ports of the jails below and their neighbors; all have listeners. */
const ports = [22, 25, 53, 80, 443, 2082, 2087, 2095, 3306].flatMap((port) => [port, port + 1]);
const options = { interface: "eth0" };
const banned = [addresses.stranger.ipv4, addresses.stranger.ipv6];
const kindOf = (name: string) =>
  firewallKinds.find((each) => each.name === name) as (typeof firewallKinds)[0];

/** Rules that open some ports, after those of fail2ban. */
const below = ["*filter", ":INPUT DROP [0:0]", ":OUTPUT ACCEPT [0:0]"]
  .concat(
    ["-i lo", "-p icmp", "-p ipv6-icmp", "-m conntrack --ctstate RELATED,ESTABLISHED"],
    ["-p tcp -m multiport --dports 22,25,80,443,2082:2087,2095", "-p udp -m udp --dport 53"],
  )
  .map((line) => (/^[*:]/.test(line) ? line : `-A INPUT ${line} -j ACCEPT`))
  .concat("COMMIT\n")
  .join("\n");

/** Actions whose rules are all in the output of iptables-save, ip6tables-save and ipset save. */
const ofIptables: Readonly<Record<string, readonly string[]>> = {
  "a chain for each jail": [
    "iptables[name=one, port=ssh, protocol=tcp]",
    'iptables-multiport[name=two, port="smtp,2082:2086", protocol=tcp]',
    'iptables-new[name=three, port=domain, protocol="udp,tcp"]',
    'iptables-multiport-log[name=four, port="80,443", protocol=tcp]',
    'iptables-multiport[name="f%%ive", port=2095, protocol=tcp, blocktype=DROP]',
  ],
  "all ports": ["iptables-allports[name=all, protocol=tcp]"],
  "all ports of all protocols": ['iptables[name=all, type=allports, protocol="tcp,udp"]'],
  "an ipset for each jail": [
    "iptables-ipset-proto6[name=one, port=ssh, protocol=tcp]",
    "iptables-ipset-proto4[name=two, port=53, protocol=udp]",
    'iptables-ipset[name=three, port="80,2087", protocol=tcp]',
  ],
  "an ipset for all ports": ["iptables-ipset-proto6-allports[name=all, protocol=tcp]"],
  "a list of recent addresses": ["iptables-xt_recent-echo[name=recent]"],
};

/** Actions whose rules are all in the output of `nft list ruleset`. */
const ofNftables: Readonly<Record<string, readonly string[]>> = {
  "a set for each jail": [
    "nftables[name=one, port=ssh, protocol=tcp]",
    'nftables-multiport[name=two, port="25,2082:2087", protocol="tcp,udp"]',
    "nftables[name=three, port=80, protocol=tcp, blocktype=drop, chain_priority=0]",
  ],
  "all ports": ['nftables-allports[name=all, protocol="tcp,udp"]'],
  "a rule of its own": [
    "nftables[name=own, type=custom, match=tcp dport 22 ct state new, chain_hook=prerouting]",
  ],
};

/** Returns, for each banned address and another one, where the server differs from the exposure. */
async function wrongOfBanned(network: Network, exposure: Exposure) {
  const { certain, qualified } = probesOfMember(exposure, ports, "stranger");
  await network.onServer("conntrack", ["--flush"]);
  return {
    wrong: await wrongOf(network, "outside", [...certain, ...qualified]),
    probes: certain.length + qualified.length,
    qualified: qualified.length,
  };
}

describeWith(
  ["fail2ban-server", "fail2ban-client", "iptables-restore", "ip6tables-restore", "ipset", "nft"],
  "reading the rules of fail2ban",
  () => {
    test("reads whom each iptables action bans, with and without the members of its sets", () =>
      withServer(kindOf("iptables"), async (network) => {
        const counts = { probes: 0, qualified: 0 };
        for (const tool of ["iptables-restore", "ip6tables-restore"]) {
          await network.onServer(tool, [], { input: below });
        }
        const save = (tool: string) => network.onServer(tool);
        for (const [name, actions] of Object.entries(ofIptables)) {
          await withFail2ban(network, { actions, banned }, {}, async () => {
            const rules = [await save("iptables-save"), await save("ip6tables-save")];
            const sets = await network.onServer("ipset", ["save"]);
            for (const inputs of sets === "" ? [rules] : [[...rules, sets], rules]) {
              const exposure = parseIptables(inputs, options);
              const about = `${name}:\n${inputs.join("")}\n${JSON.stringify(exposure.notes)}`;
              expect(exposure.undetermined, about).toEqual([]);
              const inDoubt = inputs.length > 2 ? /-m recent/ : /-m recent|--match-set/;
              const isExact = !inDoubt.test(rules.join());
              expect(exposure.qualified.length === 0, about).toBe(isExact);
              const result = await wrongOfBanned(network, exposure);
              expect(result.wrong, about).toEqual([]);
              counts.probes += result.probes;
              counts.qualified += result.qualified;
            }
          });
        }
        console.log(`fail2ban, iptables: ${JSON.stringify(counts)}, 0 wrong`);
      }));

    test("reads whom each nftables action bans, as text and as JSON", () =>
      withServer(kindOf("nftables"), async (network, firewall) => {
        await firewall.load(renderOf(createPolicy(126)));
        const counts = { probes: 0, qualified: 0 };
        for (const [name, actions] of Object.entries(ofNftables)) {
          await withFail2ban(network, { actions, banned }, {}, async () => {
            for (const args of [
              ["list", "ruleset"],
              ["-j", "list", "ruleset"],
            ]) {
              const listed = await network.onServer("nft", args);
              const exposure = parseNftables(listed, options);
              const about = `${name}:\n${listed}\n${JSON.stringify(exposure.notes)}`;
              expect(exposure.undetermined, about).toEqual([]);
              const result = await wrongOfBanned(network, exposure);
              expect(result.wrong, about).toEqual([]);
              counts.probes += result.probes;
              counts.qualified += result.qualified;
            }
          });
        }
        console.log(`fail2ban, nftables: ${JSON.stringify(counts)}, 0 wrong`);
      }));
  },
);

describeWith(
  ["fail2ban-server", "fail2ban-client", "firewalld", "dbus-daemon", "nft", "ipset"],
  "reading the rules of fail2ban together with those of firewalld",
  () => {
    test("reads whom the firewalld actions ban, except in ipsets that nft does not show", () =>
      withServer(kindOf("firewalld"), async (network, firewall) => {
        await firewall.load(renderOf(createPolicy(126)));
        const bus = await firewall.run("echo $DBUS_SYSTEM_BUS_ADDRESS");
        const env = { DBUS_SYSTEM_BUS_ADDRESS: bus.trim() };
        const actions = [
          'firewallcmd-rich-logging[name=one, port="22,80", protocol=tcp]',
          "firewallcmd-new[name=two, port=25, protocol=tcp]",
          'firewallcmd-multiport[name=three, port="2082:2083,2095", protocol=tcp]',
          "firewallcmd-ipset[name=four, port=443, protocol=tcp]",
          "firewallcmd-ipset[name=five, port=2087, protocol=tcp, ipsettype=firewalld]",
        ];
        await withFail2ban(network, { actions, banned }, env, async () => {
          for (const form of [[], ["-j"]]) {
            const listed = await network.onServer("nft", [...form, "list", "ruleset"]);
            const exposure = parseNftables(listed, options);
            if (form.length === 0) {
              // nft's JSON also omits the ports of these rules.
              const inDoubt = exposure.undetermined.map((each) => each.ports.from);
              expect(new Set(inDoubt), listed).toEqual(new Set([443]));
            }
            const result = await wrongOfBanned(network, exposure);
            expect(result.wrong, listed).toEqual([]);
          }
        });
      }));
  },
);
