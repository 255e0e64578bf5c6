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
import { parseCsf, parseListeners, parseNftables } from "../../../src/parse/index.ts";
import { type PlanFormat, renderPlan } from "../../../src/render/index.ts";
import { planTitle } from "../../../src/render/tables/plan-table.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const [change] = planUpgrade(110, 126).closable as [PlanChange];
const plan = (changes: Partial<PlanChange>, rest: Partial<FirewallPlan> = {}): FirewallPlan => ({
  ...planUpgrade(126, 126),
  changes: [{ ...change, ...changes }],
  ...rest,
});
/** Returns the commands of the changes, without the parts that every plan has. */
const commands = (from: FirewallPlan, format: PlanFormat) => {
  const lines = renderPlan(from, format).split("\n");
  const first = lines.findIndex((line) => /^# (?:open|close) /.test(line));
  return lines
    .slice(first, lines.indexOf("EOF"))
    .filter(
      (line) => !/^(?:#|\}$|scope=|changes$|echo |trap |mv |firewall-cmd --reload)/.test(line),
    );
};
const office = { sources: ["198.51.100.0/24", "2001:db8::/32"], except: [] } as const;
const outbound = {
  direction: "outbound",
  action: "open",
  ports: { from: 1000, through: 2000 },
} as const;

describe("a plan as commands", () => {
  test.for(["nftables", "iptables", "firewalld", "csf"] as const)(
    "is refused in the format %s if the input shows what listens",
    (format) => {
      const sockets = parseListeners("tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n");
      const planned = planAudit(auditFirewall(126, sockets));
      expect(planned.title).toBe("Changes to make what listens fit cPanel & WHM 126");
      expect(() => renderPlan(planned, format)).toThrow(
        "the input shows what listens, not a firewall; add the files of the firewall",
      );
    },
  );

  test("opens and closes ports for everybody", () => {
    expect(commands(plan({}), "nftables")[2]).toMatch(
      /^ {2}rules=\$rules'insert rule inet cpanel_ports input iifname != "lo" ct state new,untracked tcp flags & \(fin \| syn \| rst \| ack\) == syn tcp dport 2091 drop /,
    );
    expect(commands(plan(outbound), "nftables")[2]).toMatch(
      /^ {2}rules=\$rules'add rule inet cpanel_ports output tcp dport 1000-2000 accept /,
    );
    expect(commands(plan(outbound), "iptables")).toEqual(
      ["iptables", "ip6tables"].map((command) =>
        expect.stringMatching(
          ` ${command} -w -t filter -I 'OUTPUT' -p tcp --dport 1000:2000 .* -j ACCEPT$`,
        ),
      ),
    );
    expect(commands(plan({ action: "open" }), "firewalld")).toEqual([
      'fw --zone="$zone" --add-port=2091/tcp',
    ]);
    expect(commands(plan({}), "firewalld")).toEqual(['close_port "$zone" 2091 2091 tcp']);
    expect(commands(plan(outbound), "firewalld")).toContain(
      `fw --policy=cpanel-ports-plan --add-rich-rule='rule port port="1000-2000" protocol="tcp" accept'`,
    );
  });

  test("opens and closes ports for some addresses", () => {
    expect(commands(plan({ who: office, action: "open" }), "nftables").slice(2, 4)).toEqual([
      expect.stringContaining(" input ip saddr { 198.51.100.0/24 } tcp dport 2091 accept "),
      expect.stringContaining(" input ip6 saddr { 2001:db8::/32 } tcp dport 2091 accept "),
    ]);
    expect(
      commands(
        plan({ who: { sources: ["0.0.0.0/0"], except: [] }, action: "open" }),
        "nftables",
      )[2],
    ).toContain(" input meta nfproto ipv4 tcp dport 2091 accept ");
    expect(commands(plan({ who: office, ...outbound }), "iptables")).toEqual([
      expect.stringMatching(/ -I 'OUTPUT' .* -d 198\.51\.100\.0\/24 -j ACCEPT$/),
      expect.stringMatching(/ -I 'OUTPUT' .* -d 2001:db8::\/32 -j ACCEPT$/),
    ]);
    expect(commands(plan({ who: office, action: "open" }), "iptables")[0]).toMatch(
      / -I 'INPUT' .* -s 198\.51\.100\.0\/24 -j ACCEPT$/,
    );
    expect(commands(plan({ who: office }), "firewalld")).toEqual([
      `fw --zone="$zone" --add-rich-rule='rule family="ipv4" source address="198.51.100.0/24" port port="2091" protocol="tcp" drop'`,
      `fw --zone="$zone" --add-rich-rule='rule family="ipv6" source address="2001:db8::/32" port port="2091" protocol="tcp" drop'`,
    ]);
    expect(commands(plan({ who: office, ...outbound }), "firewalld")[0]).toBe(
      `fw --policy=cpanel-ports-plan --add-rich-rule='rule family="ipv4" destination address="198.51.100.0/24" port port="1000-2000" protocol="tcp" accept'`,
    );
    expect(commands(plan({ who: { sources: ["::/0"], except: [] } }), "firewalld")[0]).toBe(
      `fw --zone="$zone" --add-rich-rule='rule family="ipv6" port port="2091" protocol="tcp" drop'`,
    );
  });

  test("changes only the families of the firewall", () => {
    const ipv4 = { actual: { ...createPolicy(126), families: ["ipv4"] } } as const;
    expect(commands(plan({}, ipv4), "iptables")).toHaveLength(1);
    expect(commands(plan({}, ipv4), "nftables")[2]).toContain("meta nfproto ipv4");
  });

  test("matches exceptions instead of the other addresses if that is shorter", () => {
    const who = { sources: "any", except: ["198.51.100.0/24", "203.0.113.7"] } as const;
    const lines = commands(plan({ who }), "nftables");
    expect(lines[2]).toMatch(/ ip saddr != \{ 198\.51\.100\.0\/24, 203\.0\.113\.7 \} tcp dport /);
    expect(lines[3]).toContain(" meta nfproto ipv6 tcp dport ");
    expect(lines[4]).toBe("fi");
  });

  test("has no line too long to paste", () => {
    const long = Array.from(
      { length: 500 },
      (_, index) => `2001:db8:aaaa:bbbb:cccc:dddd:1111:${(2 * index + 1).toString(16)}`,
    );
    const many = { sources: long, except: [] };
    const except = { sources: "any", except: long } as const;
    const rule = `ip6 saddr != { ${long.join(", ")} } drop`;
    const chain = (each: string) =>
      `table inet t {\nchain in {\ntype filter hook input priority 0; policy accept;\n${each}\n}\n}`;
    const actual = parseNftables(chain(rule));
    for (const who of [many, except]) {
      for (const text of [
        renderPlan(plan({ who }), "nftables"),
        renderPlan(plan({ who: many, action: "open" }, { actual }), "nftables"),
        renderPlan(plan({ who }), "iptables"),
      ]) {
        expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(4000);
      }
    }
  });

  test("limits a port that stays open to some addresses", () => {
    const limited = { sources: "any", except: ["198.51.100.0/24"] } as const;
    expect(commands(plan({ who: limited }), "firewalld")).toEqual([
      `fw --zone="$zone" --add-rich-rule='rule family="ipv4" source address="198.51.100.0/24" port port="2091" protocol="tcp" accept'`,
      'close_port "$zone" 2091 2091 tcp',
    ]);
    const actual = parseCsf(stockCsf);
    expect(commands(plan({ who: limited }, { actual }), "csf")).toEqual([
      "add_line 'tcp|in|d=2091|s=198.51.100.0/24'",
      "edit_list TCP_IN remove 2091 2091",
      "csf --restartall </dev/null",
    ]);
  });

  test("opens and closes ports for a list of most addresses, and for no others", () => {
    const most = { sources: ["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3", "::/0"], except: [] };
    const rule = (end: string) =>
      `fw --zone="$zone" --add-rich-rule='rule ${end}port port="2091" protocol="tcp" accept'`;
    const rest = rule('family="ipv4" source address="224.0.0.0/3" ');
    const opened = [
      ...["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3"].map((network) =>
        rule(`family="ipv4" source address="${network}" `),
      ),
      rule('family="ipv6" '),
    ];
    const actual = parseCsf(stockCsf);
    for (const who of [most, { sources: "any", except: ["224.0.0.0/3"] } as const]) {
      expect(commands(plan({ who }), "firewalld")).toEqual([
        rest,
        'close_port "$zone" 2091 2091 tcp',
      ]);
      expect(commands(plan({ who, action: "open" }), "firewalld")).toEqual(opened);
      expect(commands(plan({ who }, { actual }), "csf").slice(0, -1)).toEqual([
        "add_line 'tcp|in|d=2091|s=224.0.0.0/3'",
        "edit_list TCP_IN remove 2091 2091",
      ]);
      expect(commands(plan({ who, action: "open" }, { actual }), "csf").slice(0, -1)).toEqual([
        "add_line 'tcp|in|d=2091|s=0.0.0.0/1'",
        "add_line 'tcp|in|d=2091|s=128.0.0.0/2'",
        "add_line 'tcp|in|d=2091|s=192.0.0.0/3'",
      ]);
    }
  });

  test("does not remove lines of csf.allow, and lists them to be removed by hand", () => {
    const actual = parseCsf([stockCsf, "tcp|in|d=2091|s=192.0.2.1"], { lists: { 1: "allow" } });
    const few = plan({ who: { sources: ["192.0.2.1"], except: [] } }, { actual });
    const byHand =
      "# By hand: lines of csf.allow open the ports to these addresses, and this plan does not remove lines";
    expect(renderPlan(few, "csf")).toContain(`\n${byHand}: line 1, tcp|in|d=2091|s=192.0.2.1\n`);
    expect(commands(few, "csf")).toEqual([]);
    const policy = { ...few, actual: createPolicy(126) };
    expect(renderPlan(policy, "csf")).toContain(`\n${byHand}\n`);
    const plain = parseCsf([stockCsf, "# office\n192.0.2.1 # ours"], { lists: { 1: "allow" } });
    expect(renderPlan({ ...few, actual: plain }, "csf")).toContain(
      `\n${byHand}: line 2, 192.0.2.1 # ours\n`,
    );
    const listed = parseCsf(stockCsf.replace('TCP_IN = "', 'TCP_IN = "2091,'));
    expect(renderPlan({ ...few, actual: listed }, "csf")).toContain(`\n${byHand}\n`);
    const [first] = few.changes as [PlanChange];
    const twice = {
      ...few,
      actual: plain,
      changes: [first, { ...first, protocol: "udp" }],
    } as const;
    expect(renderPlan(twice, "csf").match(/^# By hand.*/gm)).toEqual([
      `${byHand}: line 2, 192.0.2.1 # ours`,
      "# By hand, as above.",
    ]);
  });

  test("adds limited ports to csf.allow, and ports for everybody to the lists", () => {
    const actual = parseCsf([stockCsf, "tcp|in|d=3306|s=192.0.2.1"], { lists: { 1: "allow" } });
    const audit = auditFirewall(126, actual, {
      allowFrom: { ssh: "198.51.100.0/24" },
      outbound: "any",
    });
    const lines = commands(planAudit(audit, { close: true, keep: "198.51.100.7:22" }), "csf");
    expect(lines).toContain("add_line 'tcp|in|d=22|s=198.51.100.0/24'");
    expect(lines).toContain("edit_list TCP_IN remove 22 22");
    expect(lines).toContain("edit_list TCP_OUT add 1 1");
    expect(lines.join()).not.toContain("d=3306");
    expect(lines.join()).not.toContain("TCP6");
    const out = plan({ ...outbound, who: { sources: ["192.0.2.7"], except: [] } }, { actual });
    expect(commands(out, "csf")).toContain("add_line 'tcp|out|d=1000_2000|d=192.0.2.7'");
  });

  test("lists ports that stay open, ports that are never closed, and kept connections", () => {
    const text = renderPlan(
      {
        ...plan({}),
        closable: [change],
        spared: [{ ...change, why: "it\nis mine" }],
        kept: ["192.0.2.1:22"],
      },
      "iptables",
    );
    expect(text).toMatch(
      /^# not in this script, only with close: true: close inbound tcp 2091 \(.*: 126 does not/m,
    );
    expect(text).toMatch(
      /^# not in this script, never: close inbound tcp 2091 \(.*: it.*is mine$/m,
    );
    expect(text).toContain("\n# kept: 192.0.2.1:22\n");
  });

  test("prints a comment if there is nothing to change or changes are only possibly needed", () => {
    expect(renderPlan(planUpgrade(126, 126), "nftables")).toBe(
      "# From cPanel & WHM 126 to 126, written by cpanel-ports\n# nothing documented differs; page 126 covers both\n",
    );
    expect(renderPlan(planUpgrade(102, 118), "nftables")).toContain("\n# nothing to change\n");
    const two = planUpgrade(126, 110, { outbound: "needed", conditions: "all" });
    expect(planTitle(two)).toBe("From cPanel & WHM 126 to 110: 2 changes");
    expect(renderPlan(planUpgrade(126, resolveVersion("138")), "nftables")).toBe(
      "# From cPanel & WHM 126 to 138 (138 assumed from page 126, which may have changed since), written by cpanel-ports\n# cannot tell whether anything differs\n",
    );
    const assumed = planAudit({
      ...auditFirewall(resolveVersion("138"), createPolicy(126)),
      findings: [],
    });
    expect(renderPlan(assumed, "nftables")).toContain(
      "\n# cannot tell whether anything needs to change\n",
    );
    const unknown = renderPlan({ ...planUpgrade(126, 126), unknown: [change] }, "iptables");
    expect(unknown).toContain("\n# 1 possible\n");
    expect(unknown).toContain("# not in this script, possible: close inbound tcp 2091 (");
    expect(unknown).not.toMatch(/^ip/m);
  });

  test.for([
    ["an unknown format", () => renderPlan(plan({}), "pf" as never), InvalidOptionError],
    ["CSF without a firewall", () => renderPlan(plan({}), "csf"), InvalidOptionError],
    [
      "malformed ports",
      () => renderPlan(plan({ ports: { from: "1; reboot" as never, through: 2 } }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "an unknown action",
      () => renderPlan(plan({ action: "reboot" as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a label that is not a string",
      () => renderPlan(plan({ label: 1 as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a reason that is not a string",
      () => renderPlan(plan({ reason: null as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "malformed addresses",
      () => renderPlan(plan({ who: { sources: ["$(reboot)"], except: [] } }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "malformed exceptions",
      () => renderPlan(plan({ who: { sources: "any", except: ["x"] } }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a malformed firewall",
      () => renderPlan(plan({}, { actual: {} as never }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a title that is not a string",
      () => renderPlan({ ...plan({}), title: 1 as never }, "iptables"),
      InvalidPolicyError,
    ],
    [
      "a reason to keep a port open that is not a string",
      () => renderPlan(plan({}, { spared: [{ ...change, why: 1 as never }] }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a kept connection that is not a string",
      () => renderPlan(plan({}, { kept: [1 as never] }), "iptables"),
      InvalidPolicyError,
    ],
    [
      "a rollback that is not a number",
      () => renderPlan(plan({}), "iptables", { rollback: "1; reboot" as never }),
      InvalidOptionError,
    ],
    [
      "a rollback after less than 30 seconds",
      () => renderPlan(plan({}), "iptables", { rollback: 29 }),
      InvalidOptionError,
    ],
    [
      "a rollback after more than 3600 seconds",
      () => renderPlan(plan({}), "iptables", { rollback: 3601 }),
      InvalidOptionError,
    ],
    [
      "a rollback of policy objects",
      () => renderPlan(plan(outbound), "firewalld", { rollback: 120 }),
      InvalidOptionError,
    ],
    ["a missing plan", () => renderPlan(undefined as never, "iptables"), InvalidPolicyError],
  ] as const)("refuses %s", ([, act, kind]) => {
    expect(act).toThrow(kind);
  });

  test("writes text of the caller only into comments", () => {
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
