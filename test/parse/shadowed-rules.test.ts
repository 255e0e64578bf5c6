import { expect, test } from "vitest";
import type { Exposure } from "../../src/net/types.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";

const shadowed = ({ notes }: Exposure) =>
  notes
    .filter(({ code }) => code === "shadowed")
    .map(({ kind, text, decidedBy = [] }) => [kind, text, decidedBy.map(({ line }) => line)]);
const iptables = (...lines: string[]) =>
  shadowed(
    parseIptables(
      `*filter\n:INPUT ACCEPT [0:0]\n:office - [0:0]\n${lines.map((line) => `-A INPUT ${line}\n`).join("")}COMMIT\n`,
    ),
  );

test("notes rules after a rule that decides about every packet", () => {
  expect(
    iptables(
      "-p tcp --dport 22 -j ACCEPT",
      "-j REJECT --reject-with icmp-host-prohibited",
      "-p tcp --dport 2087 -j ACCEPT",
    ),
  ).toEqual([
    [
      "ignored",
      'the rule never matches, because the earlier rule "-A INPUT -j REJECT --reject-with icmp-host-prohibited" decides every packet',
      [6, 5],
    ],
  ]);
  expect(iptables("-g office", "-p tcp --dport 80 -j ACCEPT", "-j DROP", "-j ACCEPT")).toEqual([
    [
      "ignored",
      'the rule and 2 more after it never match, because the earlier rule "-A INPUT -g office" decides every packet',
      [5, 4],
    ],
  ]);
});

test("keeps rules in reach after a rule that some packets pass", () => {
  for (const before of [
    "-j office",
    "-j LOG",
    "-s 198.51.100.1 -j DROP",
    "-m comment --comment x",
  ]) {
    expect(iptables(before, "-p tcp --dport 22 -j ACCEPT")).toEqual([]);
  }
  expect(iptables("-p tcp --dport 22 -j ACCEPT", "-j DROP")).toEqual([]);
});

test("notes shadowed nftables rules, even if the deciding rule counts or logs", () => {
  const ruleset = (rule: string) =>
    shadowed(
      parseNftables(`table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
    ${rule}
    tcp dport 2087 accept
  }
}`),
    );
  for (const rule of ["counter drop", 'log prefix "x" reject', "accept"]) {
    expect(ruleset(rule)).toEqual([
      ["ignored", expect.stringContaining(`"${rule.replaceAll('"', '\\"')}" decides`), [5, 4]],
    ]);
  }
  for (const rule of [
    "counter",
    "tcp dport 22 accept",
    "limit rate 5/second accept",
    "x y accept",
  ]) {
    expect(ruleset(rule)).toEqual([]);
  }
});
