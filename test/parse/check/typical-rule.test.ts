import { describe, expect, test } from "vitest";
import { checkConnection } from "../../../src/parse/index.ts";

const csf = [
  'TESTING = "0"\nTCP_IN = "22,2087"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = ""\nIPV6 = "0"\n',
  "# csf.allow\n# Copyright\n198.51.100.0/24 # backup net\n",
  "203.0.113.9\n",
];
const lists = { lists: { 1: "allow", 2: "deny" } } as const;

const iptables = (...rules: readonly string[]) =>
  `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n${rules.join("\n")}\nCOMMIT\n`;

describe("without an address, a check names the rule that decides about most addresses", () => {
  test("although an earlier rule accepts a few", () => {
    const [answer] = checkConnection(csf, { port: 2087 }, lists).answers;
    expect(answer).toMatchObject({ verdict: "open", decidedBy: { input: 0, line: 2 } });
    const text = iptables(
      "-A INPUT -s 198.51.100.0/24 -j ACCEPT",
      "-A INPUT -p tcp --dport 2087 -j ACCEPT",
    );
    expect(checkConnection(text, { port: 2087 }).answers[0]).toMatchObject({
      decidedBy: { line: 6 },
      sentence: expect.stringContaining("line 6 accepts it"),
      witness: null,
    });
  });

  test("although an earlier rule drops a few", () => {
    const text = iptables("-A INPUT -s 0.0.0.0/8 -j DROP", "-A INPUT -s 1.0.0.0/8 -j DROP");
    expect(checkConnection(text, { port: 2087 }).answers[0]).toMatchObject({
      verdict: "closed",
      isPolicy: true,
    });
  });
});

test("names inputs in sentences if their names are given", () => {
  const inputs = ["csf.conf", "csf.allow", "csf.deny"];
  const answerFor = (address: string) =>
    checkConnection(csf, { port: 2087, address }, { ...lists, inputs }).answers[0]?.sentence;
  expect(answerFor("198.51.100.7")).toMatch(/: csf\.allow, line 3 accepts it/);
  expect(answerFor("192.0.2.1")).toMatch(/: csf\.conf, line 2 accepts it/);
  const limited = iptables(
    "-A INPUT -m set --match-set bans src -j DROP",
    "-A INPUT -p tcp --dport 22 -m mark --mark 1 -j ACCEPT",
    "-A INPUT -p tcp --dport 80 -m limit --limit 5/min -j ACCEPT",
    "-A INPUT -p tcp --dport 80 -j ACCEPT",
  );
  const sentence = (port: number, ...names: readonly string[]) =>
    checkConnection(limited, { port }, { inputs: names }).answers[0]?.sentence;
  expect(sentence(22, "rules.v4")).toContain(": rules.v4, line 6: whether the rule matches");
  expect(sentence(80, "rules.v4")).toContain(
    "may be closed to some (ipset bans, rules.v4, line 5)",
  );
  expect(sentence(80)).toContain("may be closed to some (ipset bans, line 5)");
  expect(() => checkConnection(limited, { port: 22 }, { inputs: "x" as never })).toThrow(
    /^inputs is "x"; expected an array with the names of the inputs/,
  );
});

describe("the verdict on all families", () => {
  const nft = (ipv4: string, ipv6: string) =>
    `table inet t {\n chain input {\n  type filter hook input priority 0; policy drop;\n  ct state established accept\n  meta l4proto ipv6-icmp accept\n  meta nfproto ipv4 tcp dport 22 ${ipv4}\n  meta nfproto ipv6 tcp dport 22 ${ipv6}\n }\n}\n`;
  const doubtful = "meta mark 1 accept";
  test.for([
    ["accept", "accept", "open"],
    ["drop", "drop", "closed"],
    [doubtful, doubtful, "undetermined"],
    [doubtful, "drop", "mixed"],
    ["accept", "drop", "mixed"],
    ["accept", doubtful, "mixed"],
  ] as const)("over IPv4 %s and over IPv6 %s: %s", ([ipv4, ipv6, verdict]) => {
    expect(checkConnection(nft(ipv4, ipv6), { port: 22 }).verdict).toBe(verdict);
  });
});
