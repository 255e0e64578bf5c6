import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  type Exposure,
  type FirewallPlan,
  InvalidOptionError,
  type PlanChange,
  planAudit,
} from "../../../src/index.ts";
import { parseCsf, parseIptables, parseNftables } from "../../../src/parse/index.ts";
import { renderPlan } from "../../../src/render/index.ts";
import { planWriters } from "../../../src/render/plan/render-plan.ts";

const table = (rules: string, name = "inet filter", others = "") => `table ${name} {
  ${others}
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    meta l4proto ipv6-icmp accept
    ${rules}
  }
}
`;

const save = (rules: string, policy = "DROP") => `*filter
:INPUT ${policy} [0:0]
:OUTPUT ACCEPT [0:0]
:odd'name - [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
${rules}
COMMIT
`;

const open: PlanChange = {
  action: "open",
  direction: "inbound",
  protocol: "tcp",
  ports: { from: 2083, through: 2083 },
  who: { sources: "any", except: [] },
  label: "cPanel",
  services: ["cpanel"],
  conditions: [],
  entry: null,
  reason: "because",
};
const close: PlanChange = { ...open, action: "close", ports: { from: 22, through: 22 } };

/** Returns a plan with changes to a firewall. */
const planOf = (actual: FirewallPlan["actual"], ...changes: PlanChange[]): FirewallPlan => ({
  ...planAudit(auditFirewall(126, createPolicy(126))),
  actual,
  changes,
});

const write = (format: "iptables" | "nftables", plan: FirewallPlan) =>
  planWriters[format](plan, {});

/** Returns the commands of a plan that change rules, without the plan's tag. */
const commands = (
  format: "iptables" | "nftables",
  actual: FirewallPlan["actual"],
  ...all: PlanChange[]
) => {
  const plan = planOf(actual, ...all);
  const written = write(format, plan);
  return all
    .flatMap(written.commands)
    .map((each) => each.replace(/cpanel-ports-[0-9a-f]{8}/g, "TAG"));
};

describe("a plan for nftables", () => {
  test("inserts a rule before the rule that stops connections, by its handle", () => {
    const exposure = parseNftables(table("ip saddr 192.0.2.1 drop\ntcp dport 2000-2100 drop"));
    expect(commands("nftables", exposure, open)).toEqual([
      `rules=
if ! nft list chain inet filter input | grep -qF '"TAG-1"'; then
  handle=$(place inet filter input 3 'tcp dport 2000-2100 drop')
  rules=$rules'insert rule inet filter input handle '$handle' tcp dport 2083 accept comment "TAG-1";'
fi
[ -z "$rules" ] || nft "$rules"`,
    ]);
  });

  test("adds a rule to the end of a chain with a drop policy, if the chain still ends there", () => {
    const exposure = parseNftables(table("tcp dport 22 accept"));
    const plan = planOf(exposure, open);
    expect(commands("nftables", exposure, open)).toEqual([
      `rules=
if ! nft list chain inet filter input | grep -qF '"TAG-1"'; then
  place inet filter input 3 ''
  rules=$rules'add rule inet filter input tcp dport 2083 accept comment "TAG-1";'
fi
[ -z "$rules" ] || nft "$rules"`,
    ]);
    expect(write("nftables", plan).before.slice(1)).toEqual([
      "place inet filter input 3 '' > /dev/null",
    ]);
  });

  test("names each chain once, and explains how to keep the rules and what stops the script", () => {
    const changed =
      "If the rules have changed since they were read, nothing is changed; create a new plan in that case.";
    const where = (chains: string) =>
      `Rules go into ${chains}, just before the rules that stop or accept the connections now. Bans before those rules still apply.`;
    const nftables = parseNftables(`${table("", "ip one")}${table("", "ip6 two")}`);
    const second = { ...open, ports: { from: 2087, through: 2087 } };
    expect(write("nftables", planOf(nftables, open, second)).remarks).toEqual([
      where("ip one input, ip6 two input"),
      changed,
      "Reloading the rules or rebooting removes the changes. To keep them, add the rules to the file that is loaded then, such as /etc/nftables.conf; nft list ruleset shows them.",
    ]);
    const iptables = parseIptables(save("-A INPUT -j REJECT"));
    expect(write("iptables", planOf(iptables, open, second)).remarks).toEqual([
      where("INPUT (filter)"),
      changed,
      "Reloading the rules or rebooting removes the changes. To keep them, save the rules to the file that is loaded then: netfilter-persistent save, or service iptables save.",
    ]);
  });

  test("adds all rules of a change in one transaction, each where its family is stopped", () => {
    const exposure = parseNftables(
      `${table("tcp dport 2083 reject", "ip one")}${table("", "ip6 two")}${table("tcp dport 2083 drop; tcp dport 22 accept; udp dport 53 accept; accept", "inet three")}`,
    );
    const [command] = commands("nftables", exposure, {
      ...open,
      who: { sources: ["0.0.0.0/0", "2001:db8::/32"], except: [] },
    });
    expect(command?.split("\n").slice(1, -1)).toEqual([
      `if ! nft list chain ip one input | grep -qF '"TAG-1"'; then`,
      "  handle=$(place ip one input 2 'tcp dport 2083 reject')",
      `  rules=$rules'insert rule ip one input handle '$handle' tcp dport 2083 accept comment "TAG-1";'`,
      "fi",
      `if ! nft list chain inet three input | grep -qF '"TAG-1"'; then`,
      "  handle=$(place inet three input 2 'tcp dport 2083 drop')",
      `  rules=$rules'insert rule inet three input handle '$handle' meta nfproto ipv4 tcp dport 2083 accept comment "TAG-1";'`,
      `  rules=$rules'insert rule inet three input handle '$handle' ip6 saddr { 2001:db8::/32 } tcp dport 2083 accept comment "TAG-1";'`,
      "fi",
      `if ! nft list chain ip6 two input | grep -qF '"TAG-1"'; then`,
      "  place ip6 two input 2 ''",
      `  rules=$rules'add rule ip6 two input ip6 saddr { 2001:db8::/32 } tcp dport 2083 accept comment "TAG-1";'`,
      "fi",
    ]);
  });

  test("lets only packets of the server pass in a chain that others pass, too", () => {
    const inbound = parseNftables(
      table("jump rest", "inet filter", "chain rest { tcp dport 1-4000 drop; }"),
    );
    expect(commands("nftables", inbound, open)[0]).toContain(
      "fib daddr type local tcp dport 2083 accept",
    );
    const outbound = parseNftables(`table inet filter {
  chain late { type filter hook postrouting priority 0; tcp dport 2083 drop; }
}`);
    expect(commands("nftables", outbound, { ...open, direction: "outbound" })[0]).toContain(
      "fib saddr type local tcp dport 2083 accept",
    );
  });

  test("closes a port for new connections from elsewhere, before the rule that opens it", () => {
    const exposure = parseNftables(table("ip saddr 192.0.2.1 drop\ntcp dport { 22, 80 } accept"));
    expect(commands("nftables", exposure, close)[0]).toContain(
      `handle=$(place inet filter input 3 'tcp dport { 22, 80 } accept')
  rules=$rules'insert rule inet filter input handle '$handle' iifname != "lo" ct state new,untracked tcp flags & (fin | syn | rst | ack) == syn tcp dport 22 drop comment`,
    );
  });

  test("compares the whole rule except for its counters", () => {
    const text = (rule: string) => {
      const before = write("nftables", planOf(parseNftables(table(rule)), open)).before[1];
      return before?.replace(/^place inet filter input 2 (.*) > \/dev\/null$/s, "$1");
    };
    expect(text("counter packets 12 bytes 345 drop # handle 7")).toBe("'counter drop'");
    expect(text('quota over 1 bytes used 12 mbytes log prefix "it\'s" drop')).toBe(
      `'quota over 1 bytes log prefix "it'\\''s" drop'`,
    );
    const sources = Array.from({ length: 9 }, (_, each) => `203.0.113.${100 + each}`).join(", ");
    expect(text(`ip saddr != { ${sources} } drop`)).toBe(`'ip saddr != { ${sources} } drop'`);
    const wide = `tcp dport { ${"1-4000, 5000-6000, 7000-8000, 9000-9100, 9200-9300"} }`;
    expect(text(`${wide} counter packets 123456789 bytes 5 drop`)).toBe(`'${wide} counter drop'`);
  });

  test("is refused if the deciding rule is JSON, which cannot be compared, or very long", () => {
    const json = JSON.stringify({
      nftables: [
        { table: { family: "inet", name: "t" } },
        {
          chain: { family: "inet", table: "t", name: "in", type: "filter", hook: "input", prio: 0 },
        },
        { rule: { family: "inet", table: "t", chain: "in", handle: 7, expr: [{ drop: null }] } },
      ],
    });
    expect(() => commands("nftables", parseNftables(json), open)).toThrow(
      /the deciding rule cannot be compared later; use the text output of nft list ruleset, not JSON;/,
    );
    const sources = Array.from(
      { length: 3000 },
      (_, each) => `10.0.${each >> 7}.${2 * (each & 127)}`,
    );
    const long = parseNftables(table(`ip saddr != { ${sources.join(", ")} } drop`));
    expect(() => commands("nftables", long, open)).toThrow(
      /the deciding rule has more than 30000 characters and cannot be compared/,
    );
  });

  test("changes the table of renderNftables if no rules were read", () => {
    for (const actual of [null, createPolicy(126)]) {
      expect(commands("nftables", actual, open, close)).toEqual([
        expect.stringContaining(`'add rule inet cpanel_ports input tcp dport 2083 accept`),
        expect.stringContaining(`'insert rule inet cpanel_ports input iifname != "lo" ct`),
      ]);
      const { remarks, before } = write("nftables", planOf(actual, open));
      expect(remarks[0]).toContain("they are assumed to be table inet cpanel_ports");
      expect(before).toEqual([]);
    }
  });
});

describe("a plan for iptables", () => {
  test("inserts rules before the rules that stop connections, by their numbers", () => {
    const exposure = parseIptables(
      [
        save("-A INPUT -s 192.0.2.1/32 -j DROP\n-A INPUT -j REJECT"),
        save("[5:300] -A INPUT -p tcp -m tcp --dport 2083 -j DROP"),
      ],
      { families: ["ipv4", "ipv6"] },
    );
    expect(commands("iptables", exposure, open)).toEqual([
      `iptables -w -t filter -C 'INPUT' -p tcp --dport 2083 -m comment --comment TAG-1 -j ACCEPT 2>/dev/null || { number=$(place iptables filter 'INPUT' 2 '-A INPUT -j REJECT'); iptables -w -t filter -I 'INPUT' "$number" -p tcp --dport 2083 -m comment --comment TAG-1 -j ACCEPT; }`,
      `ip6tables -w -t filter -C 'INPUT' -p tcp --dport 2083 -m comment --comment TAG-1 -j ACCEPT 2>/dev/null || { number=$(place ip6tables filter 'INPUT' 1 '-A INPUT -p tcp -m tcp --dport 2083 -j DROP'); ip6tables -w -t filter -I 'INPUT' "$number" -p tcp --dport 2083 -m comment --comment TAG-1 -j ACCEPT; }`,
    ]);
  });

  test("adds a rule to the end of a chain with a drop policy", () => {
    const exposure = parseIptables(save(""), { family: "ipv4" });
    const plan = planOf(exposure, { ...open, who: { sources: ["192.0.2.0/24"], except: [] } });
    const [change] = plan.changes as [PlanChange];
    const { before, commands: of } = write("iptables", plan);
    expect(before.slice(1)).toEqual(["place iptables filter 'INPUT' 1 '' > /dev/null"]);
    expect(of(change, 0)[0]).toMatch(
      / \|\| iptables -w -t filter -A 'INPUT' -p tcp --dport 2083 .* -s 192\.0\.2\.0\/24 -j ACCEPT$/,
    );
  });

  test("lets only packets of the server pass in a chain that others pass, too", () => {
    const exposure = parseIptables(
      save("-A INPUT -j odd'name\n-A odd'name -p tcp -m tcp --dport 2083 -j DROP"),
      { family: "ipv4" },
    );
    expect(commands("iptables", exposure, open)[0]).toContain(
      `-I 'odd'\\''name' "$number" -p tcp -m addrtype --dst-type LOCAL --dport 2083`,
    );
    const outbound = parseIptables(
      `*mangle\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -p tcp -m tcp --dport 2083 -j DROP\nCOMMIT\n${save("", "ACCEPT")}`,
      { family: "ipv4" },
    );
    const to = {
      ...open,
      direction: "outbound",
      who: { sources: ["192.0.2.7"], except: [] },
    } as const;
    expect(commands("iptables", outbound, to)[0]).toMatch(
      /-t mangle -C 'POSTROUTING' .* --src-type LOCAL .* -d 192\.0\.2\.7\/32 -j ACCEPT|-t mangle -C 'POSTROUTING' .* --src-type LOCAL .* -d 192\.0\.2\.7 -j ACCEPT/,
    );
  });

  test("closes ports for new connections from and to other machines", () => {
    const exposure = parseIptables(save("-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT"), {
      family: "ipv4",
    });
    const [inbound, outbound] = commands("iptables", exposure, close, {
      ...close,
      direction: "outbound",
    });
    expect(inbound).toContain(
      `-I 'INPUT' "$number" ! -i lo -p tcp --syn -m conntrack --ctstate NEW,UNTRACKED --dport 22`,
    );
    expect(outbound).toContain(
      `-A 'OUTPUT' ! -o lo -p tcp --syn -m conntrack --ctstate NEW,UNTRACKED --dport 22`,
    );
  });

  test("inserts rules at the top of INPUT and OUTPUT if no rules were read", () => {
    expect(commands("iptables", null, open)).toEqual([
      expect.stringContaining("|| iptables -w -t filter -I 'INPUT' -p tcp --dport 2083 "),
      expect.stringContaining("|| ip6tables -w -t filter -I 'INPUT' -p tcp --dport 2083 "),
    ]);
    const { remarks, before } = write("iptables", planOf(null, open));
    expect(remarks[0]).toContain("to the top of INPUT and OUTPUT, before any bans");
    expect(before).toEqual([]);
  });
});

test.each<[string, "iptables" | "nftables", Exposure, PlanChange, RegExp]>([
  [
    "another firewall",
    "nftables",
    parseCsf(`TCP_IN = "22"\nTCP_OUT = "22"\nUDP_IN = ""\nUDP_OUT = ""\nIPV6 = "0"`),
    open,
    /^cannot open inbound tcp 2083 over ipv4: the firewall was not read from nft list ruleset;/,
  ],
  [
    "rules of iptables",
    "nftables",
    parseIptables(save("")),
    open,
    /not in a chain of nft list ruleset/,
  ],
  [
    "rules of nftables",
    "iptables",
    parseNftables(table("")),
    open,
    /not in a chain of iptables-save/,
  ],
  [
    "names that nft does not accept",
    "nftables",
    parseNftables(table("drop").replace("chain input", 'chain "x y"')),
    open,
    /not in a chain of nft list ruleset/,
  ],
  [
    "a chain that drops replies",
    "iptables",
    parseIptables(save("").replace("OUTPUT ACCEPT", "OUTPUT DROP")),
    open,
    /no rule accepts established connections/,
  ],
  [
    "closed ports without places",
    "nftables",
    (({ closed, ...rest }) => ({
      ...rest,
      closed: closed.map(({ opening, ...each }) => each),
    }))(parseNftables(table("drop"))),
    open,
    /the plan does not contain the positions of the rules/,
  ],
  [
    "a port that is already open",
    "nftables",
    parseNftables(table("tcp dport 2083 accept")),
    open,
    /the input does not show what stops connections/,
  ],
  [
    "a port whose connections are redirected to another port",
    "nftables",
    parseNftables(
      table(
        "tcp dport { 22, 2222 } accept",
        "inet filter",
        "chain nat { type nat hook prerouting priority dstnat; tcp dport 22 redirect to :2222; }",
      ),
    ),
    close,
    /^cannot close inbound tcp 22 over ipv4: its connections are redirected to another port;/,
  ],
  [
    "a port that is already closed",
    "nftables",
    parseNftables(table("tcp dport 80 accept")),
    close,
    /the input does not show what lets connections through/,
  ],
])("a plan is refused for %s", (_, format, actual, change, problem) => {
  const act = () => write(format, planOf(actual, change));
  expect(act).toThrow(InvalidOptionError);
  expect(act).toThrow(problem);
});

test.each(["iptables", "nftables"] as const)(
  "a rule in the input cannot end the script of a plan for %s",
  (format) => {
    const comment = `${"a".repeat(998)} EOF ;id;${"b".repeat(998)}`;
    const actual =
      format === "iptables"
        ? parseIptables(save(`-A INPUT -p tcp -m comment --comment "${comment}" -j DROP`))
        : parseNftables(table(`meta l4proto tcp drop comment "${comment}"`));
    const lines = renderPlan(planOf(actual, open), format).split("\n");
    expect(lines.some((line) => line.startsWith(" EOF ;id;") || line === " EOF")).toBe(true);
    expect(lines.indexOf("EOF")).toBe(lines.length - 2);
  },
);

test.for<["iptables" | "nftables", Exposure]>([
  [
    "iptables",
    parseIptables(
      `*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -m tcp --dport 8443 -j REDIRECT --to-ports 443\nCOMMIT\n${save(
        "-A INPUT -p tcp -m tcp --dport 443 -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 9000 -j ACCEPT",
      )}`,
    ),
  ],
  [
    "nftables",
    parseNftables(
      table(
        "tcp dport { 443, 9000 } accept",
        "inet filter",
        "chain nat { type nat hook prerouting priority dstnat; meta nfproto ipv4 tcp dport 8443 redirect to :443; }",
      ),
    ),
  ],
])(
  "a plan for %s leaves out a port that no rule can close, and closes the others",
  ([format, actual]) => {
    const audit = auditFirewall(126, actual, { services: ["httpd"], families: "ipv4" });
    const plan = planAudit(audit, { close: true, keep: "198.51.100.7:22" });
    expect(plan.spared).toMatchObject([
      {
        ports: { from: 8443, through: 8443 },
        why: "no rule can close it: its connections are redirected to another port",
      },
    ]);
    expect(
      plan.changes.filter(({ action }) => action === "close").map(({ ports }) => ports.from),
    ).toEqual([9000]);
    const text = renderPlan(plan, format);
    expect(text).toContain("# not in this script, never: close inbound tcp 8443 ");
    expect(text).toMatch(/dport 9000.* (?:-j DROP|drop)/);
  },
);
