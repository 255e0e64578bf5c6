import { describe, expect, test } from "vitest";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";
import { openAndUndetermined } from "../support/open-and-undetermined.ts";

const iptables = (rule: string, options = "") =>
  openAndUndetermined(
    parseIptables(
      `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A INPUT ${rule} -j ACCEPT\nCOMMIT${options}`,
    ),
  );

const nftables = (rule: string) =>
  openAndUndetermined(
    parseNftables(
      `table inet filter {\nchain input { type filter hook input priority 0; policy drop;\nct state established accept\nmeta l4proto ipv6-icmp accept\n${rule} accept\n}\n}`,
    ),
  );

describe("DHCP responses", () => {
  test.each([
    ["-p udp --sport 67 --dport 68", ["udp 68"]],
    ["-p udp --dport 68 --sport 67", ["udp 68"]],
    ["-p udp --sport 67:68 --dport 67:68", ["udp 67-68"]],
    ["-p udp --sport 67", ["udp 68"]],
    ["-p udp --sport 67 --dport 69", []],
    ["-p udp --sport 53 --dport 68", []],
    ["-p tcp --sport 67 --dport 68", []],
    ["-p udp ! --sport 1024:65535 --dport 68", ["udp 68"]],
  ])("accepts DHCP responses from the port of DHCP servers: %s", (rule, open) => {
    expect(iptables(rule)).toEqual({ open: open.map((each) => `${each}`), undetermined: [] });
  });

  test.each([
    ["udp sport 67 udp dport 68", ["udp 68"]],
    ["udp sport 547 udp dport 546", ["udp 546"]],
    ["ip6 saddr fe80::/10 udp sport 547 udp dport 546", ["udp 546 fe80::/10"]],
    ["udp sport 546 udp dport 546", []],
  ])("accepts DHCP responses from the port of DHCP servers: %s", (rule, open) => {
    expect(nftables(rule)).toEqual({ open, undetermined: [] });
  });
});
