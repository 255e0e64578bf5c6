import { expect, test } from "vitest";
import { createPolicy, type Exposure } from "../../src/index.ts";
import { parseNftables } from "../../src/parse/index.ts";
import { firewalldFolder } from "./support/firewalld-folder.ts";
import { firewallKinds, renderOf } from "./support/firewalls.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { wrongOfReadings } from "./support/wrong-of.ts";

const kind = firewallKinds.find(({ name }) => name === "firewalld");

/** Ports of the configurations below and their neighbors; all have listeners. */
const ports = [22, 25, 53, 80, 443, 2082, 2086, 2087, 2095, 3306].flatMap((port) => [
  port,
  port + 1,
]);

/** The port that one configuration forwards; its fate may be in doubt. */
const translated = 2095;

const permanent = "firewall-cmd --permanent";

/** Configurations of servers in addition to the default zone, as commands. */
const configurations: Readonly<Record<string, readonly string[]>> = {
  "nothing more": [],
  "a zone by source": [
    `${permanent} --zone=internal --add-source=10.99.0.2`,
    `${permanent} --zone=internal --add-source=fd99::3`,
    `${permanent} --zone=internal --add-port=3306/tcp`,
    `${permanent} --zone=public --add-service=ssh`,
  ],
  "zones that take all and nothing": [
    `${permanent} --zone=trusted --add-source=10.99.0.2`,
    `${permanent} --zone=drop --add-source=10.99.0.3`,
    `${permanent} --zone=block --add-source=fd99::3`,
    `${permanent} --zone=public --add-service=http`,
  ],
  "an ipset as a source": [
    `${permanent} --new-ipset=office --type=hash:net`,
    `${permanent} --ipset=office --add-entry=10.99.0.2`,
    `${permanent} --ipset=office --add-entry=192.0.2.0/24`,
    `${permanent} --new-ipset=six --type=hash:net --option=family=inet6`,
    `${permanent} --ipset=six --add-entry=fd99::2/128`,
    `${permanent} --zone=internal --add-source=ipset:office`,
    `${permanent} --zone=internal --add-source=ipset:six`,
    `${permanent} --zone=internal --add-port=2095/tcp`,
  ],
  "rich rules": [
    `${permanent} --zone=public --add-rich-rule='rule family="ipv4" source address="10.99.0.2" port port="3306" protocol="tcp" accept'`,
    `${permanent} --zone=public --add-rich-rule='rule priority="-5" family="ipv4" source NOT address="10.99.0.2" port port="2087" protocol="tcp" reject'`,
    `${permanent} --zone=public --add-rich-rule='rule family="ipv6" source address="fd99::/64" service name="https" log prefix="a b" level="info" accept'`,
    `${permanent} --zone=public --add-rich-rule='rule service name="dns" audit accept'`,
    `${permanent} --zone=public --add-rich-rule='rule family="ipv4" source address="10.99.0.3" drop'`,
  ],
  "a rich rule with an ipset": [
    `${permanent} --new-ipset=banned --type=hash:ip`,
    `${permanent} --ipset=banned --add-entry=10.99.0.3`,
    `${permanent} --zone=public --add-rich-rule='rule source ipset="banned" drop'`,
    `${permanent} --zone=public --add-service=http`,
  ],
  "source ports, protocols and masquerading": [
    `${permanent} --zone=public --add-source-port=53/udp`,
    `${permanent} --zone=public --add-protocol=gre`,
    `${permanent} --zone=public --add-masquerade`,
    `${permanent} --zone=public --add-icmp-block=echo-request`,
    `${permanent} --zone=public --add-service=ftp`,
  ],
  "a policy object of what comes in": [
    `${permanent} --new-policy=object`,
    `${permanent} --policy=object --add-ingress-zone=ANY`,
    `${permanent} --policy=object --add-egress-zone=HOST`,
    `${permanent} --policy=object --set-priority=-10`,
    `${permanent} --policy=object --add-port=2095/tcp`,
    `${permanent} --policy=object --add-rich-rule='rule family="ipv4" source address="10.99.0.2" port port="2082" protocol="tcp" drop'`,
  ],
  "a policy object of what goes out": [
    `${permanent} --new-policy=object`,
    `${permanent} --policy=object --add-ingress-zone=HOST`,
    `${permanent} --policy=object --add-egress-zone=ANY`,
    `${permanent} --policy=object --add-rich-rule='rule port port="25" protocol="tcp" reject'`,
  ],
  targets: [
    `${permanent} --zone=public --set-target=DROP`,
    `${permanent} --zone=public --add-service=ssh`,
  ],
  "everything accepted": [
    `${permanent} --zone=public --set-target=ACCEPT`,
    `${permanent} --zone=public --add-rich-rule='rule family="ipv4" source address="10.99.0.3" port port="443" protocol="tcp" drop'`,
  ],
  "a port forwarded to another": [
    `${permanent} --zone=public --add-forward-port=port=${translated}:proto=tcp:toport=80`,
    `${permanent} --zone=public --add-service=http`,
  ],
};

if (kind) {
  describeWith(kind.tools, "reading the ruleset that firewalld loads", () => {
    test("predicts what each configuration accepts, from text and JSON, with nothing in doubt", () =>
      withServer(kind, async (network, firewall) => {
        let probes = 0;
        const empty = renderOf(createPolicy(126, { services: "imap" }));
        await firewall.load(empty);
        const folder = await firewalldFolder(firewall);
        for (const [name, commands] of Object.entries(configurations)) {
          await firewall.run(`rm -f ${folder}/zones/* ${folder}/policies/* ${folder}/ipsets/*`);
          await firewall.load(empty);
          await firewall.run([...commands, "firewall-cmd --reload"].join("\n"));
          const readings: { about: string; exposure: Exposure }[] = [];
          for (const options of [[], ["-a"], ["-n"], ["-j"]]) {
            const listed = await network.onServer("nft", [...options, "list", "ruleset"]);
            const exposure = parseNftables(listed, { interface: "eth0" });
            const about = `${name}, nft ${options.join(" ")}:\n${listed}`;
            const inDoubt = exposure.undetermined.filter(({ ports }) => ports.from !== translated);
            expect(inDoubt, about).toEqual([]);
            readings.push({ about, exposure });
          }
          const exposures = readings.map(({ exposure }) => exposure);
          const outcomes = await wrongOfReadings(network, exposures, ports);
          for (const [index, outcome] of outcomes.entries()) {
            expect(outcome.wrong, readings[index]?.about).toEqual([]);
            probes += outcome.probes;
          }
        }
        const count = Object.keys(configurations).length;
        console.log(`firewalld, its rulesets: ${count} configurations, ${probes} probes, 0 wrong`);
      }));
  });
}
