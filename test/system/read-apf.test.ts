import fc from "fast-check";
import { expect, test } from "vitest";
import { createPolicy, type PolicyOptions, type ReleaseNumber } from "../../src/index.ts";
import type { ExposureRule } from "../../src/net/types.ts";
import { parseApf } from "../../src/parse/apf/parse-apf.ts";
import { parseIptables } from "../../src/parse/index.ts";
import { renderApf, renderApfAllow } from "../../src/render/index.ts";
import { portsFromAnywhere } from "./support/expected.ts";
import { type Firewall, firewallKinds } from "./support/firewalls.ts";
import { addresses } from "./support/network.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { probesByVerdict } from "./support/verdict-of.ts";
import { wrongOfPolicy, wrongOfReadings } from "./support/wrong-of.ts";

const kind = firewallKinds.find(({ name }) => name === "apf");
const own = { addresses: addresses.server.ipv4 };

/** Ports of the settings below and their neighbors; all have listeners. */
const ports = [22, 25, 53, 80, 111, 443, 2082, 2084, 2087, 3306].flatMap((port) => [
  port,
  port + 1,
]);

const portList = fc
  .subarray(["22", "25", "53", "80", "111", "443", "2082_2086", "2087", "3000_4000"])
  .map((items) => items.join(","));
const few = fc
  .subarray(["25", "111_113", "2084", "3306"], { maxLength: 2 })
  .map((all) => all.join());

const settings = fc
  .record(
    {
      IG_TCP_CPORTS: portList,
      IG_UDP_CPORTS: portList,
      EGF: fc.constantFrom("0", "1"),
      EG_TCP_CPORTS: portList,
      EG_UDP_CPORTS: portList,
      BLK_PORTS: few,
      BLK_P2P_PORTS: few,
      BLK_IDENT: fc.constantFrom("0", "1"),
      TCR_PASS: fc.constantFrom("0", "1"),
      TCR_PORTS: fc.constantFrom("2082:2085", "33434:33534"),
      RESV_DNS: fc.constantFrom("0", "1"),
      TCP_STOP: fc.constantFrom("DROP", "RESET", "PROHIBIT", "REJECT"),
      UDP_STOP: fc.constantFrom("DROP", "PROHIBIT"),
      BLK_MCATNET: fc.constantFrom("0", "1"),
    },
    { requiredKeys: ["EGF", "IG_TCP_CPORTS"] },
  )
  .map((all) => Object.entries(all).map(([name, value]) => `${name}="${value}"`))
  .map((lines) => `${lines.join("\n")}\n`);

const entry = fc
  .record({
    form: fc.constantFrom("tcp:in:", "udp:in:", "tcp:out:", "udp:out:", "in:", "out:", ""),
    port: fc.constantFrom("d=22", "d=25", "d=111", "d=2000_2090", "s=22", "s=1024_65535"),
    end: fc.constantFrom("s", "s", "d"),
    address: fc.constantFrom(
      ...["10.99.0.2", "10.99.0.2/31", "10.99.0.3", "10.99.0.1", "10.99.0.0/30", "0/0"],
    ),
    isPlain: fc.constantFrom(false, false, false, true),
  })
  .map(({ form, port, end, address, isPlain }) =>
    isPlain ? address.replace("0/0", "2001:db8::1") : `${form}${port}:${end}=${address}`,
  );

/** Starts APF with some settings and lists, and returns the whole file. */
async function load(firewall: Firewall, apf: string, allow: string, deny: string): Promise<string> {
  await firewall.run(`cat > /etc/apf-firewall/deny_hosts.rules << 'END'\n${deny}\nEND`);
  await firewall.load((format) => (format === "apf" ? apf : allow));
  return firewall.run("cat /etc/apf-firewall/conf.apf");
}

/** A rule without its place in the input. */
const withoutOrigin = ({ decidedBy: _, ...rule }: ExposureRule) => rule;

if (kind) {
  describeWith(kind.tools, "reading APF", () => {
    test("reads what policies let through, from the whole file and from only the settings", () =>
      withServer(kind, async (network, firewall) => {
        for (const [release, options] of [
          [126, {}],
          [118, { outbound: "needed", services: ["ssh", "whm", "dns"] }],
          [110, { outbound: "needed", allowFrom: { ssh: "10.99.0.2", whm: "10.99.0.0/30" } }],
        ] satisfies [ReleaseNumber, PolicyOptions][]) {
          const policy = createPolicy(release, options);
          const [apf, allow] = [renderApf(policy), renderApfAllow(policy)];
          const file = await load(firewall, apf, allow, "");
          const whole = parseApf([file, allow], own);
          const part = parseApf([apf, allow], own);
          expect(whole.undetermined).toEqual([]);
          expect(part.undetermined).toEqual([]);
          expect([part.title, part.families, part.defaults]).toEqual([
            whole.title,
            whole.families,
            whole.defaults,
          ]);
          expect(part.rules.map(withoutOrigin)).toEqual(whole.rules.map(withoutOrigin));
          expect((await wrongOfPolicy(network, whole, portsFromAnywhere)).wrong).toEqual([]);
        }
      }));

    test("reads what random settings and lists let through", () =>
      withServer(kind, async (network, firewall) => {
        const counts = { kernel: { probes: 0, unknown: 0 }, apf: { probes: 0, unknown: 0 } };
        const given = fc.sample(
          fc.tuple(settings, fc.array(entry, { maxLength: 4 }), fc.array(entry, { maxLength: 3 })),
          { numRuns: 16, seed: 97 },
        );
        for (const [apf, allowed, denied] of given) {
          const allow = `# allow_hosts\n${allowed.join("\n")}\n`;
          const deny = `# deny_hosts\n${denied.join("\n")}\n`;
          const file = await load(firewall, apf, allow, deny);
          const rules = await network.onServer("iptables-save");
          const kernel = parseIptables(rules, { interface: "eth0" });
          // Without its address, the server is assumed not to be in any denied network.
          const isDenied = /10\.99\.0\.(1|0\/30)|0\/0/.test(denied.join());
          const exposures = [
            kernel,
            ...(isDenied ? [own] : [own, {}]).map((options) =>
              parseApf([deny, file, allow], options),
            ),
          ];
          const outcomes = await wrongOfReadings(network, exposures, ports);
          for (const [index, { wrong, probes, unknown }] of outcomes.entries()) {
            expect(wrong, `${apf}${allow}${deny}${rules}`).toEqual([]);
            const of = exposures[index] === kernel ? counts.kernel : counts.apf;
            of.probes += probes;
            of.unknown += unknown;
          }
        }
        console.log(`${given.length} settings of APF: ${JSON.stringify(counts)}, 0 wrong`);
      }));

    test("reads the networks that APF blocks by default, and the interfaces that it trusts", () =>
      withServer(kind, async (network, firewall) => {
        const file = await load(firewall, 'BLK_PRVNET="1"\nTCR_PASS="0"\n', "", "");
        const exposure = parseApf(file);
        expect((await wrongOfPolicy(network, exposure, ports)).wrong).toEqual([]);
        expect(probesByVerdict(exposure, ports).outside.some(({ open }) => open)).toBe(false);
        const trusted = await load(firewall, 'IFACE_TRUSTED="eth0"\n', "", "");
        const open = parseApf(trusted, { interface: "eth0" });
        expect(open.defaults).toEqual({ inbound: "accept", outbound: "accept" });
        expect((await wrongOfPolicy(network, open, ports)).wrong).toEqual([]);
      }));
  });
}
