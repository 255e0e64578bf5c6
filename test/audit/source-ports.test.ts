import { describe, expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import {
  checkConnection,
  parseCsf,
  parseFirewalld,
  parseIptables,
  parseNftables,
} from "../../src/parse/index.ts";

type Audited = Parameters<typeof auditFirewall>[1];

const findingsOf = (firewall: Audited) =>
  auditFirewall(126, firewall, { families: ["ipv4"] }).findings.filter(
    ({ rule }) => rule === "open-from-source-ports",
  );

const rules = (...lines: readonly string[]) =>
  `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m multiport --dports 22,80,443,2087 -j ACCEPT
${lines.join("\n")}
COMMIT
`;

describe("rules that accept by source port", () => {
  test("get one warning with their lines", () => {
    const text = rules(
      "-A INPUT -p tcp -m tcp --sport 80 -j ACCEPT",
      "-A INPUT -p udp -m udp --sport 53 -j ACCEPT",
    );
    const [finding, ...others] = findingsOf(parseIptables(text));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", direction: "inbound" });
    expect(finding?.decidedBy.map(({ line }) => line)).toEqual([6, 7]);
    expect(finding?.message).toMatch(
      /^TCP 1-19, .* are open to everybody from certain source ports/,
    );
    expect(finding?.advice).toBe(
      "Limit these rules to replies, which are packets of established connections, or remove them",
    );
    expect(checkConnection(text, { port: 3306 }).answers[0]?.sentence).toBe(
      'inbound TCP 3306 is closed to every IPv4 address: no rule matches, and the policy drops it (line 2: :INPUT DROP [0:0]); open from source ports ("--sport 80", line 6)',
    );
  });

  test.for([
    [
      "nftables",
      parseNftables(
        "table inet f { chain i { type filter hook input priority 0; policy drop; ct state established accept; udp sport 53 accept; } }",
      ),
    ],
    ["firewalld", parseFirewalld('<zone><source-port port="53" protocol="udp"/></zone>')],
    [
      "CSF",
      parseCsf(['TESTING = "0"\nTCP_IN = "22"\n', "tcp|in|s=80|s=0.0.0.0/0\n"], {
        lists: { 1: "allow" },
      }),
    ],
    ["a port above 1023", parseIptables(rules("-A INPUT -p tcp --sport 3306 -j ACCEPT"))],
    [
      "a jump",
      parseIptables(rules(":A - [0:0]", "-A INPUT -p tcp --sport 80 -j A", "-A A -j ACCEPT")),
    ],
    [
      "no state at all",
      parseIptables(
        "*filter\n:INPUT DROP\n:OUTPUT DROP\n-A INPUT -p udp --sport 53 -j ACCEPT\n-A OUTPUT -p udp --dport 53 -j ACCEPT\nCOMMIT\n",
      ),
    ],
  ] as const)("are found: %s", ([, firewall]) => {
    expect(findingsOf(firewall)).toHaveLength(1);
  });

  test.for([
    [
      "established connections",
      "-A INPUT -p tcp --sport 80 -m state --state ESTABLISHED -j ACCEPT",
    ],
    ["no opening packets", "-A INPUT -p tcp --sport 80 ! --syn -j ACCEPT"],
    ["an expected port", "-A INPUT -p tcp --sport 20 --dport 21 -j ACCEPT"],
    ["every port of clients", "-A INPUT -p tcp --sport 1024:65535 --dport 993 -j ACCEPT"],
    ["replies of the server", "-A OUTPUT -p tcp --sport 22 -m state --state ESTABLISHED -j ACCEPT"],
    ["replies of the server, without a state", "-A OUTPUT -p tcp --sport 22 -j ACCEPT"],
    ["one address", "-A INPUT -s 192.0.2.53/32 -p udp --sport 53 -j ACCEPT"],
    ["a drop", "-A INPUT -p tcp --sport 0:1023 -j DROP"],
    ["no port", "-A INPUT -p tcp --sport 0 -j ACCEPT"],
    ["DHCP", "-A INPUT -p udp --sport 67 --dport 68 -j ACCEPT"],
  ] as const)("are not found for %s", ([, rule]) => {
    expect(findingsOf(parseIptables(rules(rule)))).toEqual([]);
    expect(
      findingsOf(parseIptables(rules(rule).replace(":OUTPUT ACCEPT", ":OUTPUT DROP"))),
    ).toEqual([]);
  });

  test("are reported as an info if they accept only some addresses", () => {
    const { findings } = auditFirewall(
      126,
      parseIptables(rules("-A INPUT -s 192.0.2.53/32 -p udp --sport 53 -j ACCEPT")),
    );
    expect(findings.map(({ rule }) => rule)).toContain("may-be-open-to-some");
  });

  test("qualify nothing if they drop connections that no client opens by chance", () => {
    const text = rules(
      "-A INPUT -p tcp --sport 0:1023 -j DROP",
      "-A INPUT -p tcp --dport 25 -j ACCEPT",
    );
    expect(parseIptables(text).qualified).toEqual([]);
  });

  test("qualify nothing if they also depend on a set that was not read", () => {
    const text = rules("-A INPUT -m set --match-set x src -p tcp --sport 80 -j ACCEPT");
    expect(parseIptables(text).qualified).toEqual([]);
  });

  test("qualify nothing if they drop replies to such a port, after a jump for a few", () => {
    const { qualified } = parseNftables(
      "table inet f { chain o0 { tcp dport vmap { 80 : drop } } chain o { type filter hook output priority 0; policy accept; tcp dport { 80, 50000 } jump o0; } }",
    );
    expect(qualified.filter(({ direction }) => direction === "inbound")).toEqual([]);
  });
});
