import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  type FirewallPlan,
  InvalidOptionError,
  InvalidPolicyError,
  type PlanChange,
  planAudit,
  planUpgrade,
  resolveVersion,
} from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/index.ts";
import { type PlanFormat, renderPlan } from "../../../src/render/index.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const [change] = planUpgrade(110, 126).changes as [PlanChange];
const plan = (changes: Partial<PlanChange>, rest: Partial<FirewallPlan> = {}): FirewallPlan => ({
  ...planUpgrade(126, 126),
  changes: [{ ...change, ...changes }],
  ...rest,
});
const commands = (from: FirewallPlan, format: PlanFormat) =>
  renderPlan(from, format)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
const office = { sources: ["198.51.100.0/24", "2001:db8::/32"], except: [] } as const;
const outbound = {
  direction: "outbound",
  action: "open",
  ports: { from: 1000, through: 2000 },
} as const;

describe("a plan as commands", () => {
  test("warns where a port is closed that may be that of SSH", () => {
    const warns = (changes: Partial<PlanChange>) =>
      renderPlan(plan(changes), "iptables").includes("# WARNING: where SSH has a port");
    expect(warns({ services: [] })).toBe(true);
    expect(warns({ services: ["cpanel"] })).toBe(false);
    expect(warns({ services: [], action: "open" })).toBe(false);
    expect(warns({ services: [], direction: "outbound" })).toBe(false);
    expect(warns({ services: [], protocol: "udp" })).toBe(false);
  });

  test("opens and closes ports for all", () => {
    expect(commands(plan({}), "nftables")).toEqual([
      `nft 'insert rule inet cpanel_ports input iifname != "lo" ct state new tcp dport 2091 drop'`,
    ]);
    expect(commands(plan(outbound), "nftables")).toEqual([
      "nft 'insert rule inet cpanel_ports output tcp dport 1000-2000 accept'",
    ]);
    expect(commands(plan(outbound), "iptables")).toEqual([
      "iptables -I OUTPUT -p tcp --dport 1000:2000 -j ACCEPT",
      "ip6tables -I OUTPUT -p tcp --dport 1000:2000 -j ACCEPT",
    ]);
    expect(commands(plan({ action: "open" }), "firewalld")).toEqual([
      "firewall-cmd --permanent --add-port=2091/tcp",
      "firewall-cmd --reload",
    ]);
    expect(commands(plan({}), "firewalld")).toEqual([
      `firewall-cmd --permanent --add-rich-rule='rule port port="2091" protocol="tcp" drop'`,
      "firewall-cmd --reload",
    ]);
    expect(commands(plan(outbound), "firewalld")).toContain(
      `firewall-cmd --permanent --policy=cpanel-ports-plan --add-rich-rule='rule port port="1000-2000" protocol="tcp" accept'`,
    );
  });

  test("opens and closes ports for some", () => {
    expect(commands(plan({ who: office, action: "open" }), "nftables")).toEqual([
      "nft 'insert rule inet cpanel_ports input ip saddr { 198.51.100.0/24 } tcp dport 2091 accept'",
      "nft 'insert rule inet cpanel_ports input ip6 saddr { 2001:db8::/32 } tcp dport 2091 accept'",
    ]);
    expect(
      commands(plan({ who: { sources: ["0.0.0.0/0"], except: [] }, action: "open" }), "nftables"),
    ).toEqual([
      "nft 'insert rule inet cpanel_ports input meta nfproto ipv4 tcp dport 2091 accept'",
    ]);
    expect(commands(plan({ who: office, ...outbound }), "iptables")).toEqual([
      "iptables -I OUTPUT -p tcp --dport 1000:2000 -d 198.51.100.0/24 -j ACCEPT",
      "ip6tables -I OUTPUT -p tcp --dport 1000:2000 -d 2001:db8::/32 -j ACCEPT",
    ]);
    expect(commands(plan({ who: office, action: "open" }), "iptables")[0]).toBe(
      "iptables -I INPUT -p tcp --dport 2091 -s 198.51.100.0/24 -j ACCEPT",
    );
    expect(commands(plan({ who: office }), "firewalld")).toEqual([
      `firewall-cmd --permanent --add-rich-rule='rule family="ipv4" source address="198.51.100.0/24" port port="2091" protocol="tcp" drop'`,
      `firewall-cmd --permanent --add-rich-rule='rule family="ipv6" source address="2001:db8::/32" port port="2091" protocol="tcp" drop'`,
      "firewall-cmd --reload",
    ]);
    expect(commands(plan({ who: { sources: ["::/0"], except: [] } }), "firewalld")[0]).toBe(
      `firewall-cmd --permanent --add-rich-rule='rule family="ipv6" port port="2091" protocol="tcp" drop'`,
    );
  });

  test("touches only the families of the firewall", () => {
    const ipv4 = { actual: { ...createPolicy(126), families: ["ipv4"] } } as const;
    expect(commands(plan({}, ipv4), "iptables")).toHaveLength(1);
    expect(commands(plan({}, ipv4), "nftables")[0]).toContain("meta nfproto ipv4");
  });

  test("sets no list of CSF of which not everything is known", () => {
    const lists = ["TCP", "UDP", "TCP6", "UDP6"]
      .map((name) => `${name}_IN = "22"\n${name}_OUT = "1:65535"\n`)
      .join("");
    const planOf = (more: string) => planAudit(auditFirewall(126, parseCsf(lists + more)));
    for (const setting of ['LF_SPI = "0"\n', 'IPV6_SPI = "0"\n']) {
      expect(() => renderPlan(planOf(setting), "csf")).toThrow(
        /the firewall does not tell which ports of (TCP|UDP)6?_IN are open, and csf sets/,
      );
    }
    // What is unknown outbound has no part in the lists of what comes in.
    expect(renderPlan(planOf('SMTP_BLOCK = "1"\n'), "csf")).toContain("TCP_IN = ");
  });

  test("sets the lists of CSF as a whole, and puts addresses into csf.allow", () => {
    const actual = parseCsf([stockCsf, "tcp|in|d=3306|s=192.0.2.1"], { lists: { 1: "allow" } });
    const audit = auditFirewall(126, actual, {
      allowFrom: { ssh: "198.51.100.0/24" },
      outbound: "any",
    });
    const lines = commands(planAudit(audit), "csf");
    expect(lines).toContain("echo 'tcp|in|d=22|s=198.51.100.0/24' >> /etc/csf/csf.allow");
    expect(lines.find((line) => line.includes("TCP_IN"))).toMatch(/TCP_IN = "20,21,25,53,/);
    expect(lines.find((line) => line.includes("TCP_OUT"))).toMatch(/TCP_OUT = "1,7,20,21,22,25,/);
    expect(lines.join()).not.toContain("d=3306");
    expect(lines.join()).not.toContain("TCP6");
    const out = plan({ ...outbound, who: { sources: ["192.0.2.7"], except: [] } }, { actual });
    expect(commands(out, "csf")).toContain(
      "echo 'tcp|out|d=1000_2000|d=192.0.2.7' >> /etc/csf/csf.allow",
    );
  });

  test("says where there is nothing to do, and what is not known", () => {
    expect(renderPlan(planUpgrade(126, 126), "nftables")).toBe(
      "# From cPanel & WHM 126 to 126, written by cpanel-ports\n# nothing documented differs, page 126 answers for both\n",
    );
    expect(renderPlan(planUpgrade(102, 118), "nftables")).toContain("\n# nothing to change\n");
    expect(renderPlan(planUpgrade(126, resolveVersion("138")), "nftables")).toBe(
      "# From cPanel & WHM 126 to 138 (138 assumed from page 126, which may have changed since), written by cpanel-ports\n# cannot tell whether anything differs\n",
    );
    const unknown = renderPlan({ ...planUpgrade(126, 126), unknown: [change] }, "iptables");
    expect(unknown).toContain("# possibly needed: close inbound tcp 2091 (");
    expect(unknown).not.toMatch(/^ip/m);
  });

  test.for([
    ["a format that there is not", () => renderPlan(plan({}), "pf" as never), InvalidOptionError],
    ["CSF without a firewall", () => renderPlan(plan({}), "csf"), InvalidOptionError],
    [
      "a table that is none",
      () => renderPlan(plan({}), "nftables", { table: "x; reboot" }),
      InvalidOptionError,
    ],
    [
      "a chain that is none",
      () => renderPlan(plan({}), "nftables", { inputChain: "a'b" }),
      InvalidOptionError,
    ],
    [
      "another chain that is none",
      () => renderPlan(plan({}), "nftables", { outputChain: "" }),
      InvalidOptionError,
    ],
    [
      "ports that are none",
      () => renderPlan(plan({ ports: { from: "1; reboot" as never, through: 2 } }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "an action that is none",
      () => renderPlan(plan({ action: "reboot" as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a label that is none",
      () => renderPlan(plan({ label: 1 as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a reason that is none",
      () => renderPlan(plan({ reason: null as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "addresses that are none",
      () => renderPlan(plan({ who: { sources: ["$(reboot)"], except: [] } }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "exceptions that are none",
      () => renderPlan(plan({ who: { sources: "any", except: ["x"] } }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a firewall that is none",
      () => renderPlan(plan({}, { actual: {} as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a title that is none",
      () => renderPlan({ ...plan({}), title: 1 as never }, "iptables"),
      InvalidPolicyError,
    ],
    ["nothing", () => renderPlan(undefined as never, "iptables"), InvalidPolicyError],
  ] as const)("refuses %s", ([, act, kind]) => {
    expect(act).toThrow(kind);
  });

  test("writes texts of a caller as comments alone", () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.constantFrom(
          "nftables" as const,
          "iptables" as const,
          "firewalld" as const,
          "csf" as const,
        ),
        (text, format) => {
          const hostile = plan(
            { label: text, reason: text },
            { title: text, actual: createPolicy(126) },
          );
          const plain = plan(
            { label: "x", reason: "x" },
            { title: "x", actual: createPolicy(126) },
          );
          expect(commands({ ...hostile, unknown: hostile.changes }, format)).toEqual(
            commands(plain, format),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
