import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  type FirewallPlan,
  InvalidOptionError,
  InvalidPolicyError,
  type PlanChange,
  type PolicyRule,
  planAudit,
  planUpgrade,
} from "../../../src/index.ts";
import { parseCsf, parseNftables } from "../../../src/parse/index.ts";
import {
  type PlanFormat,
  renderApfAllow,
  renderCsfAllow,
  renderCsv,
  renderFirewalldOutbound,
  renderHtml,
  renderIptables,
  renderJson,
  renderMarkdown,
  renderNftables,
  renderPlan,
  renderSarif,
  renderText,
  renderUfwCommands,
} from "../../../src/render/index.ts";
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
    const planOf = (more: string) => planAudit(auditFirewall(126, parseCsf(lists + more).policy));
    for (const setting of ['CC_DENY = "XX"\n', 'CONNLIMIT = "22;5"\n']) {
      expect(() => renderPlan(planOf(setting), "csf")).toThrow(
        "the firewall does not tell which ports of TCP_IN are open; for csf",
      );
    }
    // What is unknown outbound has no part in the lists of what comes in.
    expect(renderPlan(planOf('UDPFLOOD = "1"\n'), "csf")).toContain("TCP_IN = ");
  });

  test("sets the lists of CSF as a whole, and puts addresses into csf.allow", () => {
    const actual = parseCsf([stockCsf, "tcp|in|d=3306|s=192.0.2.1"]).policy;
    const audit = auditFirewall(126, actual, {
      allowFrom: { ssh: "198.51.100.0/24" },
      outbound: "any",
    });
    const lines = commands(planAudit(audit), "csf");
    expect(lines).toContain("echo 'tcp|in|d=22|s=198.51.100.0/24' >> /etc/csf/csf.allow");
    expect(lines.find((line) => line.includes("TCP_IN"))).toMatch(/TCP_IN = "20,21,25,26,/);
    expect(lines.find((line) => line.includes("TCP_OUT"))).toContain('TCP_OUT = "1:65535"');
    expect(lines.join()).not.toContain("d=3306");
    expect(lines.join()).not.toContain("TCP6");
    const out = plan({ ...outbound, who: { sources: ["192.0.2.7"], except: [] } }, { actual });
    expect(commands(out, "csf")).toContain(
      "echo 'tcp|out|d=1000_2000|d=192.0.2.7' >> /etc/csf/csf.allow",
    );
  });

  test("says where there is nothing to do, and what is not known", () => {
    expect(renderPlan(planUpgrade(126, 126), "nftables")).toBe(
      "# From cPanel & WHM 126 to 126, written by cpanel-ports\n# nothing to change\n",
    );
    const unknown = renderPlan({ ...planUpgrade(126, 126), unknown: [change] }, "iptables");
    expect(unknown).toContain("# NOT KNOWN whether needed: close inbound tcp 2091 (");
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

const audit = auditFirewall(
  126,
  createPolicy(126, { omit: "mysql", add: { ports: 8443, protocol: "tcp", label: "x" } }),
);

describe("an audit and a plan as tables", () => {
  test("have a line for each finding and change", () => {
    expect(renderText(audit).split("\n")).toHaveLength(4);
    expect(renderMarkdown(audit)).toContain(
      "| warning | missing | inbound | tcp | 3306 | MySQL® | anywhere | a port that should be open is closed; documented since 102 |",
    );
    expect(renderHtml(audit)).toContain(
      "<caption>cPanel &amp; WHM 126: the firewall does not fit (2 warnings)</caption>",
    );
    expect(renderCsv(audit).split("\r\n").slice(1, 3)).toEqual([
      "warning,port-closed,missing,inbound,tcp,3306,3306,MySQL®,mysql,any,nobody,any,,102,a port that should be open is closed; documented since 102",
      "warning,undocumented-port-open,extra,inbound,tcp,8443,8443,No documented service,,nobody,any,any,,,a port is open that the release does not document",
    ]);
    expect(JSON.parse(renderJson(audit)).verdict).toBe("differs");
    expect(renderMarkdown(planAudit(audit))).toContain(
      "| open | inbound | tcp | 3306 | MySQL® | anywhere |",
    );
    expect(renderCsv(planAudit(audit)).split("\r\n")[1]).toMatch(
      /^open,yes,inbound,tcp,3306,3306,MySQL®,mysql,any,,/,
    );
    expect(renderHtml({ ...planAudit(audit), unknown: [change] })).toContain(
      "<caption>Perhaps also</caption>",
    );
    expect(renderCsv({ ...planAudit(audit), unknown: [change] })).toContain("close,maybe,");
  });

  test("say for whom, in words and for programs", () => {
    const blocked = {
      ...createPolicy(126),
      rules: createPolicy(126).rules.map((rule) =>
        rule.ports.from === 22
          ? { ...rule, except: ["192.0.2.1", "192.0.2.3", "192.0.2.5", "192.0.2.7", "192.0.2.9"] }
          : rule,
      ),
    };
    const found = auditFirewall(126, blocked);
    expect(renderText(found)).toContain("192.0.2.1, 192.0.2.3, 192.0.2.5, 192.0.2.7, 192.0.2.9");
    expect(renderCsv(found)).toContain(
      ",any,any !192.0.2.1 !192.0.2.3 !192.0.2.5 !192.0.2.7 !192.0.2.9,192.0.2.1 192.0.2.3",
    );
    expect(renderText(blocked)).toContain(
      "anywhere but 192.0.2.1, 192.0.2.3, 192.0.2.5 and 2 more",
    );
  });

  test("of a policy that does not know everything say so", () => {
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 22, through: 23 },
      sources: "any",
      except: [],
      because: ["line 3: a limit"],
    } as const;
    const policy = { ...createPolicy(126, { services: "dns" }), unknown: [doubt] };
    expect(renderText(policy)).toMatch(/^inbound +tcp +22-23 +not known +anywhere/m);
    expect(renderNftables(policy).replace(/\n# +/g, " ")).toContain(
      "WARNING unknown: inbound tcp 22-23 is left closed, because it was not known to be open: line 3: a limit",
    );
  });
});

describe("a policy that was read", () => {
  const read = { ...createPolicy(126, { services: "dns" }), families: ["ipv4"] } as const;
  const except = { ...createPolicy(126, { services: "ssh" }) };

  test("is written for the families that it speaks of, and without its exceptions", () => {
    expect(renderNftables(read)).toContain("\t\tip saddr { 0.0.0.0/0 } tcp dport { 53 } accept\n");
    expect(renderNftables(read)).not.toContain("ip6 saddr");
    const most = {
      ...except,
      rules: except.rules.map((rule) => ({ ...rule, except: ["0.0.0.0/1", "::/0"] })),
    };
    expect(renderNftables(most)).toContain(
      "\t\tip saddr { 128.0.0.0/1 } tcp dport { 22 } accept\n",
    );
    expect(renderNftables(most)).toContain("not from 0.0.0.0/1, ::/0");
    const none = {
      ...except,
      rules: except.rules.map((rule) => ({ ...rule, except: ["0.0.0.0/0", "::/0"] })),
    };
    expect(renderIptables(none)).not.toContain("--dports");
  });
});

test("what goes out to some machines alone is written with them as destinations", () => {
  const rule = {
    ...(createPolicy(126, { services: "dns" }).rules[0] as PolicyRule),
    direction: "outbound",
    sources: ["192.0.2.1", "2001:db8::1"],
  } as const;
  const policy = {
    ...createPolicy(126, { services: "dns" }),
    defaults: { inbound: "drop", outbound: "drop" },
    rules: [rule],
  } as const;
  expect(renderNftables(policy)).toContain("\t\tip daddr { 192.0.2.1 } tcp dport { 53 } accept\n");
  expect(renderIptables(policy)).toContain("-A OUTPUT -d 192.0.2.1 -p tcp");
  expect(renderUfwCommands(policy)).toContain("ufw allow out proto tcp to 2001:db8::1 port 53\n");
  expect(renderFirewalldOutbound(policy)).toContain(
    '<rule family="ipv6"><destination address="2001:db8::1"/>',
  );
  expect(renderCsfAllow(policy)).toContain("\ntcp|out|d=53|d=192.0.2.1\n");
  expect(renderApfAllow(policy)).toContain("\ntcp:out:d=53:d=192.0.2.1\n");
  expect(renderText(policy)).toMatch(/outbound +tcp +53 +DNS +192\.0\.2\.1, 2001:db8::1/);
  const read = parseNftables(renderNftables(policy)).policy;
  expect(read.unknown.length).toBeGreaterThan(0);
});

test("a table of changes names the conditions", () => {
  const open = planAudit(auditFirewall(126, createPolicy(126, { omit: 26 })));
  expect(renderCsv(open)).toContain(",second-smtp-port,");
});

describe("SARIF", () => {
  test("has a rule for each kind of finding, a level and a place", () => {
    const [run] = JSON.parse(renderSarif(audit, { artifact: "fire wall/rules.v4" })).runs;
    expect(run.results).toHaveLength(2);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(level).toBe(run.tool.driver.rules[ruleIndex].defaultConfiguration.level);
      expect(message.text).toMatch(/^inbound tcp \d+ \(.+\), for anywhere: a port /);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe("fire%20wall/rules.v4");
    }
    const info = auditFirewall(126, createPolicy(126, { omit: 26 }));
    expect(JSON.parse(renderSarif(info)).runs[0].results[0].level).toBe("note");
    expect(
      JSON.parse(renderSarif(auditFirewall(126, createPolicy(126)))).runs[0].properties,
    ).toEqual({
      verdict: "fits",
      title: "cPanel & WHM 126: the firewall fits",
    });
  });
});
