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
  test("reads and detects input with a byte order mark like input without one", () => {
    const input = inputs[format];
    expect(parse.detectFirewall(input)).toBe(format);
    expect(parse.detectFirewall(byteOrderMark + input)).toBe(format);
    expect(parsers[format](byteOrderMark + input)).toEqual(parsers[format](input));
    expect(parsers[format](input).rules.some(({ ports }) => ports.from === 22)).toBe(true);
  });

  test("reads and detects input with the colors of a terminal like input without them", () => {
    const input = inputs[format];
    const colored = input.replace(/(?<=^|\s)\S+/g, "\u001b[01;31m\u001b[K$&\u001b[m\u001b[K");
    expect(parse.detectFirewall(colored)).toBe(format);
    expect(parsers[format](colored)).toEqual(parsers[format](input));
  });

  test("rejects input that contains only a byte order mark", () => {
    expect(() => parsers[format](byteOrderMark)).toThrow("the input is empty");
  });

  test.for<[name: string, second: unknown, message: string]>([
    ["a number", 3, "input 2 is 3; expected a string: "],
    ["nothing", undefined, "input 2 is undefined; expected a string: "],
    ["nothing", null, "input 2 is null; expected a string: "],
    ["a Buffer", Buffer.from("a"), "input 2 is a Buffer (convert it with .toString()); expected"],
    ["a NUL character", "a\n\0", "line 2 of input 2 contains a NUL character"],
    ["more than 16 MiB", "a".repeat((16 << 20) + 1), "input 2 has 16777217 characters"],
  ])("names the rejected input among several: %s", ([, second, message]) => {
    expect(() => parsers[format]([inputs[format], second as string])).toThrow(message);
  });

  test.for<[name: string, input: unknown, message: string]>([
    ["nothing", undefined, "no input; expected"],
    ["no inputs", [], "no input; expected"],
    ["a sparse list", new Array(1), "the input is undefined; expected a string: "],
    ["a number", 5, "the input is 5; expected a string: "],
    ["a number in an array", [3], "the input is 3; expected a string: "],
    ["an object", {}, "the input is an object; expected a string: "],
    ["an array in an array", [[]], "the input is an array; expected a string: "],
    ["a Buffer", Buffer.from("a"), "the input is a Buffer (convert it with .toString()); expected"],
    [
      "bytes",
      new Uint8Array(1),
      "the input is bytes (convert them with new TextDecoder().decode()); expected",
    ],
    ["blank text", " \n", "the input is empty: it says nothing about "],
    ["blank texts", ["", " \n"], "the input is empty: it says nothing about "],
    ["a NUL character", `a\n\0`, "line 2 contains a NUL character"],
    ["more than 16 MiB", "a".repeat((16 << 20) + 1), "the input has 16777217 characters"],
  ])("rejects %s", ([, input, message]) => {
    expect(() => parsers[format](input as string)).toThrow(
      expect.objectContaining({
        code: "invalid-configuration",
        message: expect.stringContaining(message),
      }),
    );
  });
});

test("says of what an empty input says nothing", () => {
  expect(() => parse.parseIptables("")).toThrow("says nothing about the firewall");
  expect(() => parse.parseListeners("")).toThrow("says nothing about what listens on the server");
  expect(() => parse.parseSshd("")).toThrow("says nothing about where SSH listens");
});

test.for(["nftables", "iptables", "firewalld", "ufw", "listeners", "nmap"] as const)(
  "rejects an empty second input of %s, which may be a failed command",
  (format) => {
    expect(() => parsers[format]([inputs[format], " "])).toThrow("input 2 is empty");
  },
);

test.for(["csf", "apf"] as const)("reads an empty list of %s as one without entries", (format) => {
  const { rules } = parsers[format](inputs[format]);
  for (const list of ["", "\n", byteOrderMark]) {
    expect(parsers[format]([inputs[format], list]).rules).toEqual(rules);
    expect(parsers[format]([inputs[format], list], { lists: { 1: "allow" } }).rules).toEqual(rules);
    expect(parse.checkConnection([inputs[format], list], { port: 22 }).verdict).toBe("open");
    expect(parsers[format]([list, inputs[format]]).rules.length).toBe(rules.length);
  }
});

const rows = (count: number, row: string) => `${row}\n`.repeat(count);

test.for<[string, () => unknown, string]>([
  [
    "JSON of nft over 12 MiB",
    () => parse.parseNftables(`{${" ".repeat(12 << 20)}`),
    "the limit is 12582912",
  ],
  [
    "a csf.conf over 2 MiB",
    () => parse.parseCsf(inputs.csf + rows(400_000, "A = B")),
    "the limit is 2097152",
  ],
  [
    "a conf.apf over 2 MiB",
    () => parse.parseApf(inputs.apf + rows(400_000, 'A="B"')),
    "the limit is 2097152",
  ],
  [
    "rules over 4 MiB",
    () => parse.parseIptables(`#${"x".repeat(4 << 20)}`),
    "the limit is 4194304",
  ],
  [
    "rules on more than 130,000 lines",
    () => parse.parseIptables(`*filter\n${rows(130_000, "#")}COMMIT\n`),
    "has 130003 lines; the limit is 130000",
  ],
  [
    "rules of nft of more than 600,000 words and signs",
    () => parse.parseNftables(`table inet t {\n${rows(250_000, "x")}}`),
    "exceeds the limit of 600000 words and symbols",
  ],
  [
    "JSON of nft with more than 1,500,000 parts",
    () => parse.parseNftables(`{"nftables": [${"{},".repeat(2_000_000)}{}]}`),
    "has more than 1500000 objects, arrays and members",
  ],
  [
    "JSON of nft with more than 100,000 entries",
    () => parse.parseNftables(`{"nftables": [${"{},".repeat(100_000)}{}]}`),
    "has more than 100000 entries",
  ],
  [
    "a list on more than 250,000 lines",
    () => parse.parseCsf([inputs.csf, rows(250_001, "192.0.2.7")], { lists: { 1: "deny" } }),
    "the input has 250001 lines; the limit is 250000",
  ],
])("rejects %s", ([, read, message]) => {
  expect(read).toThrow(
    expect.objectContaining({
      code: "invalid-configuration",
      message: expect.stringContaining(message),
    }),
  );
});

test.for([
  [
    "XML",
    `<zone>\n${rows(50_000, '<rule><source address="198.51.100.7"/><drop/></rule><!-- lfd -->')}</zone>\n`,
    "exceeds the limit of 120000 elements",
  ],
  [
    "a list",
    `public\n  target: default\n  interfaces: \n  sources: \n  services: \n  ports: \n  rich rules: \n${rows(50_000, '\trule family="ipv4" source address="198.51.100.7" drop')}`,
    "exceeds the limit of 25000 rich rules",
  ],
] as const)("names the limit that 50,000 rich rules exceed, in %s", ([, input, message]) => {
  expect(input.length).toBeGreaterThan(2 << 20);
  expect(() => parse.parseFirewalld(input)).toThrow(message);
});

test("reads a firewalld ipset with 100,000 addresses", () => {
  const entries = Array.from(
    { length: 100_000 },
    (_, i) => `  <entry>198.${18 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}</entry>\n`,
  ).join("");
  const exposure = parse.parseFirewalld(
    [
      '<zone target="DROP">\n  <source ipset="ban"/>\n</zone>\n',
      inputs.firewalld,
      `<ipset type="hash:ip">\n${entries}</ipset>\n`,
    ],
    { names: { 0: "drop", 1: "public", 2: "ban" } },
  );
  expect(exposure.rules.find(({ ports }) => ports.from === 22)?.except).toContain("198.18.0.0/16");
});

test("reads more than 2 MiB of ipset members in addition to rules", () => {
  const members = Array.from(
    { length: 100_000 },
    (_, i) =>
      `add ban 1${10 + (i >> 16)}.${100 + ((i >> 8) & 127)}.${100 + (i & 127)}.${i >> 15}\n`,
  ).join("");
  const rules = `*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m set --match-set ban src -j DROP\nCOMMIT\n`;
  const exposure = parse.parseIptables([rules, `create ban hash:ip family inet\n${members}`]);
  expect(exposure.rules[0]?.except.length).toBeGreaterThan(10_000);
  expect(exposure.qualified).toEqual([]);
});

test("reads nft JSON with a byte order mark", () => {
  expect(parse.detectFirewall(byteOrderMark + json)).toBe("nftables");
  expect(parse.parseNftables(byteOrderMark + json)).toEqual(parse.parseNftables(json));
});
