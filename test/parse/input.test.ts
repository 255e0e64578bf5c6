import { describe, expect, test } from "vitest";
import * as parse from "../../src/parse/index.ts";

const byteOrderMark = "\uFEFF";

/** An input of each format. */
const inputs = {
  nftables:
    "table inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n    tcp dport 22 accept\n  }\n}\n",
  iptables:
    "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n",
  firewalld:
    '<?xml version="1.0" encoding="utf-8"?>\n<zone>\n  <port port="22" protocol="tcp"/>\n</zone>\n',
  csf: 'TCP_IN = "22"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\n',
  apf: 'IG_TCP_CPORTS="22"\n',
  ufw: "Status: active\n\nTo                         Action      From\n--                         ------      ----\n22/tcp                     ALLOW       Anywhere\n",
  listeners:
    "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp   LISTEN 0      128          0.0.0.0:22         0.0.0.0:*\n",
  nmap: "# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -oG - 203.0.113.5\nHost: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///\n# Nmap done at Sat Mar  1 10:00:01 2025\n",
} as const satisfies Readonly<Record<parse.FirewallFormat, string>>;

const json =
  '{"nftables": [{"table": {"family": "inet", "name": "f"}}, {"chain": {"family": "inet", "table": "f", "name": "i", "type": "filter", "hook": "input", "prio": 0, "policy": "drop"}}]}';

const parsers = {
  nftables: parse.parseNftables,
  iptables: parse.parseIptables,
  firewalld: parse.parseFirewalld,
  csf: parse.parseCsf,
  apf: parse.parseApf,
  ufw: parse.parseUfw,
  listeners: parse.parseListeners,
  nmap: parse.parseNmap,
} as const satisfies Readonly<Record<parse.FirewallFormat, (input: string) => unknown>>;

describe.for(Object.keys(parsers) as parse.FirewallFormat[])("%s", (format) => {
  test("is read and detected alike with a byte order mark", () => {
    const input = inputs[format];
    expect(parse.detectFirewall(input)).toBe(format);
    expect(parse.detectFirewall(byteOrderMark + input)).toBe(format);
    expect(parsers[format](byteOrderMark + input)).toEqual(parsers[format](input));
    expect(parsers[format](input).rules.some(({ ports }) => ports.from === 22)).toBe(true);
  });

  test("refuses an input that is a byte order mark only", () => {
    expect(() => parsers[format](byteOrderMark)).toThrow("the input is empty");
  });

  test.for<[name: string, input: unknown, message: string]>([
    ["nothing", undefined, "there is no input"],
    ["no inputs", [], "there is no input"],
    ["a sparse list", new Array(1), "the input is of type undefined"],
    ["a number", [3], "the input is of type number"],
    ["blank text", " \n", "the input is empty: it says nothing about the firewall"],
    ["a NUL character", `a\n\0`, "line 2 has a NUL character"],
    ["more than 2 MiB", "a".repeat(2_097_153), "the input has 2097153 characters"],
  ])("refuses %s", ([, input, message]) => {
    expect(() => parsers[format](input as string)).toThrow(
      expect.objectContaining({
        code: "invalid-configuration",
        message: expect.stringContaining(message),
      }),
    );
  });
});

test("reads JSON of nft with a byte order mark", () => {
  expect(parse.detectFirewall(byteOrderMark + json)).toBe("nftables");
  expect(parse.parseNftables(byteOrderMark + json)).toEqual(parse.parseNftables(json));
});
