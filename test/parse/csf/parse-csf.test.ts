import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  InvalidConfigurationError,
  releases,
} from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/index.ts";
import { renderCsf, renderCsfAllow } from "../../../src/render/index.ts";
import { somePolicies } from "../../support/policies.ts";
import { openTo } from "../../support/same-policy.ts";
import { stockCsf, stockCsfAgainst126 } from "../../support/stock-csf.ts";
import { thrown } from "../../support/thrown.ts";

const lists = `TCP_IN = "22,80"\nTCP_OUT = "1:65535"\nUDP_IN = "53"\nUDP_OUT = "1:65535"\nIPV6 = "0"\nTESTING = "0"\n`;
const ports = (texts: string | readonly string[]) =>
  parseCsf(texts).policy.rules.map(
    ({ direction, protocol, ports, sources }) =>
      `${direction} ${protocol} ${ports.from}-${ports.through} ${sources}`,
  );
const unknown = (texts: string | readonly string[]) =>
  parseCsf(texts).policy.unknown.map(
    ({ direction, protocol, ports }) => `${direction} ${protocol} ${ports.from}-${ports.through}`,
  );
const notes = (texts: string | readonly string[]) =>
  parseCsf(texts).notes.map(({ kind, input, line, text }) => `${kind} ${input}:${line} ${text}`);

describe("the lists", () => {
  test("of a stock csf.conf differ from page 126 in exactly what is known of them", () => {
    const { policy } = parseCsf(stockCsf);
    const { diff, verdict } = auditFirewall(126, policy);
    expect(verdict).toBe("differs");
    for (const [where, { lacks, beyond }] of Object.entries(stockCsfAgainst126)) {
      const of = (findings: typeof diff.missing) =>
        findings
          .filter(({ direction, protocol }) => `${direction} ${protocol}` === where)
          .flatMap(({ ports: { from, through } }) =>
            Array.from({ length: through - from + 1 }, (_, index) => from + index),
          );
      expect(of(diff.missing), where).toEqual(lacks);
      expect(of(diff.extra), where).toEqual(beyond);
    }
    expect([diff.narrower, diff.wider, diff.unknown]).toEqual([[], [], []]);
    expect(diff.families).toEqual(["ipv4"]);
  });

  test("are those of IPv6 too where IPV6 is on", () => {
    const { policy } = parseCsf(stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"'));
    expect(policy.families).toEqual(["ipv4", "ipv6"]);
    const calendar = policy.rules.find(({ ports }) => ports.from === 2079);
    expect(calendar).toMatchObject({
      ports: { from: 2079, through: 2080 },
      sources: ["0.0.0.0/0"],
    });
    expect(
      auditFirewall(126, policy).diff.narrower.map(({ ports, rule }) => [ports, rule]),
    ).toEqual([
      [{ from: 2079, through: 2079 }, "family-closed"],
      [{ from: 2080, through: 2080 }, "family-closed"],
    ]);
  });

  test("have ranges, open ends and blanks", () => {
    expect(ports(lists.replace('"22,80"', '" 22 , 80:90,,60000: "'))).toEqual([
      "inbound tcp 22-22 any",
      "inbound tcp 80-90 any",
      "inbound tcp 60000-65535 any",
      "inbound udp 53-53 any",
    ]);
  });

  test("let DNS out unless DNS_STRICT is on", () => {
    const strict = (value: string) =>
      ports(`${lists.replace('TCP_OUT = "1:65535"', 'TCP_OUT = "25"')}DNS_STRICT = "${value}"\n`);
    expect(strict("1")).toContain("outbound tcp 25-25 any");
    expect(strict("1")).not.toContain("outbound tcp 53-53 any");
    expect(strict("0")).toContain("outbound tcp 53-53 any");
  });

  test.for([
    ["a port that is none", lists.replace("22,80", "22,ssh"), 1],
    ["a range that runs backwards", lists.replace("22,80", "80:22"), 1],
    ["a setting that is repeated", `${lists}TCP_IN = "1"`, 7],
    ["a value without quotes", `${lists}LF_SPI = 1`, 7],
    ["a value with one quote", `${lists}LF_SPI = "`, 7],
  ] as const)("with %s are refused, with the line", ([, text, line]) => {
    const error = thrown(() => parseCsf(text)) as InvalidConfigurationError;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.line).toBe(line);
    expect(error.message).toContain(`line ${line}`);
  });

  test("are asked for where there are none", () => {
    expect(() => parseCsf("# nothing\n")).toThrow(/no setting TCP_IN/);
    expect(() => parseCsf("")).toThrow(/empty/);
    expect(() => parseCsf([])).toThrow(/no text/);
    expect(() => parseCsf(1 as never)).toThrow(/no text/);
    expect(() => parseCsf([1] as never)).toThrow(/of the type number/);
  });

  test("alone are read as if no other setting did anything, which a note says", () => {
    const { policy, notes } = parseCsf(renderCsf(createPolicy(126)));
    expect(policy.families).toEqual(["ipv4", "ipv6"]);
    expect(notes.map(({ kind }) => kind)).toEqual(["assumed", "assumed"]);
    const old = parseCsf(`TCP_IN = "22"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""`);
    expect(old.policy.families).toEqual(["ipv4"]);
  });

  test("that renderCsf wrote say again what the policy says", () => {
    for (const { release } of releases) {
      for (const policy of somePolicies(release, 25)) {
        const read = parseCsf([renderCsf(policy), renderCsfAllow(policy)]).policy;
        expect(openTo(read)).toBe(openTo(policy));
        expect(read.unknown).toEqual([]);
      }
    }
  });
});

describe("csf.allow and csf.deny", () => {
  test("let in and block addresses, all ports or one", () => {
    const allow = [
      "# comment",
      "198.51.100.7 # somebody",
      "tcp|in|d=3306|s=203.0.113.0/24",
      "tcp:in:d=3307,3400_3402:s=203.0.113.9",
      "udp|out|d=123|d=192.0.2.1",
      "icmp|in|d=ping|s=192.0.2.2",
      "tcp|out|d=9999|d=192.0.2.3",
      "d=8443|s=192.0.2.4",
      "tcp|in|s=53|s=192.0.2.5",
      "localhost",
      "",
    ].join("\n");
    const read = parseCsf([lists.replace('UDP_OUT = "1:65535"', 'UDP_OUT = ""'), allow]);
    const openFor = (port: number) =>
      read.policy.rules.find(({ ports }) => ports.from <= port && port <= ports.through)?.sources;
    expect(openFor(1)).toEqual(["198.51.100.7"]);
    expect(openFor(3306)).toEqual(["198.51.100.7", "203.0.113.0/24"]);
    expect(openFor(3307)).toEqual(["198.51.100.7", "203.0.113.9"]);
    expect(openFor(3402)).toEqual(["198.51.100.7", "203.0.113.9"]);
    expect(openFor(8443)).toEqual(["192.0.2.4", "198.51.100.7"]);
    expect(openFor(22)).toBe("any");
    expect(read.notes.map(({ text }) => text)).toContain(
      'CSF does not read "localhost" as an address',
    );
    const deny = "# The following IP addresses will be blocked in iptables\n203.0.113.9\n";
    const both = parseCsf([lists, deny]).policy.rules;
    expect(both[0]).toMatchObject({ ports: { from: 22, through: 22 }, except: ["203.0.113.9"] });
  });

  test("let in what the other blocks", () => {
    const deny = "# The following IP addresses will be blocked in iptables\n203.0.113.0/24\n";
    const { policy, notes: said } = parseCsf([lists, "203.0.113.0/24"], { deny: [1] });
    expect(policy.rules).toEqual(parseCsf([lists, deny]).policy.rules);
    expect(said.map(({ text }) => text)).not.toContain(expect.stringContaining("csf.deny"));
    const inOnly = parseCsf([`${lists}LF_BLOCKINONLY = "1"\n`, deny]).policy;
    expect(inOnly.rules.map(({ except }) => except)).toContainEqual(["203.0.113.0/24"]);
    expect(inOnly.unknown).not.toEqual([]);
    expect(inOnly.unknown.every(({ direction }) => direction === "outbound")).toBe(true);
    const [rule] = parseCsf([deny, "203.0.113.9", lists]).policy.rules;
    expect(rule).toMatchObject({ ports: { from: 1, through: 21 }, sources: ["203.0.113.9"] });
  });

  test("leave unknown what depends on an owner, or is not understood", () => {
    expect(
      unknown([lists.replace('TCP_OUT = "1:65535"', 'TCP_OUT = ""'), "tcp|out|d=25|u=0"]),
    ).toEqual(["outbound tcp 25-25"]);
    expect(unknown([lists, "tcp|in|d=x|s=192.0.2.1"])).toEqual([
      "inbound tcp 1-21",
      "inbound tcp 23-79",
      "inbound tcp 81-65535",
    ]);
    expect(unknown([lists, "tcp|in|d=25|s=example.com"])).toEqual(["inbound tcp 25-25"]);
    expect(unknown([lists, "tcp|in"])).toHaveLength(3);
  });

  test("say which other files they name", () => {
    expect(notes([lists, "Include /etc/csf/cpanel.allow\n"])).toContain(
      'assumed 1:1 "Include /etc/csf/cpanel.allow" is not looked at, unless that file is given too',
    );
  });

  test("of IPv6 are of no use where IPv6 is not filtered", () => {
    expect(ports([lists, "2001:db8::1"])).toEqual(ports(lists));
  });
});

describe("a setting that makes ports uncertain", () => {
  test.for([
    ['CC_DENY = "XX"', ["inbound tcp 22-22", "inbound tcp 80-80", "inbound udp 53-53"]],
    ['CC_ALLOW_FILTER = "XX"', ["inbound tcp 22-22", "inbound tcp 80-80", "inbound udp 53-53"]],
    ['SYNFLOOD = "1"', ["inbound tcp 22-22", "inbound tcp 80-80"]],
    ['CONNLIMIT = "22;5"', ["inbound tcp 22-22"]],
    ['CONNLIMIT = "x;5"', ["inbound tcp 22-22", "inbound tcp 80-80", "inbound udp 53-53"]],
    ['PORTFLOOD = "53;udp;5;300"', ["inbound udp 53-53"]],
    ['PORTFLOOD = "80;tcp;20;5"', ["inbound tcp 80-80"]],
    [
      'PORTKNOCKING = "9000;tcp;20;1;2,9001;udp;20;1;2,x;tcp"',
      ["inbound tcp 9000-9000", "inbound udp 9001-9001"],
    ],
    [
      'CC_ALLOW_PORTS = "XX"\nCC_ALLOW_PORTS_TCP = "9000"\nCC_ALLOW_PORTS_UDP = "9001"',
      ["inbound tcp 9000-9000", "inbound udp 9001-9001"],
    ],
    [
      'CC_DENY_PORTS = "XX"\nCC_DENY_PORTS_TCP = "22"\nCC_DENY_PORTS_UDP = ""',
      ["inbound tcp 22-22"],
    ],
    ['CLUSTER_RECVFROM = "192.0.2.1"\nCLUSTER_PORT = "7777"', ["inbound tcp 7777-7777"]],
    ['MESSENGER = "1"\nMESSENGER_HTML = "8888"', ["inbound tcp 8888-8888"]],
    ['SMTP_BLOCK = "1"\nSMTP_PORTS = "25,465"', ["outbound tcp 25-25", "outbound tcp 465-465"]],
    ['SMTP_BLOCK = "1"', ["outbound tcp 1-65535"]],
    ['UDPFLOOD = "1"', ["outbound udp 1-65535"]],
  ] as const)("is said: %s", ([setting, expected]) => {
    expect(unknown(lists + setting)).toEqual(expected);
    expect(notes(lists + setting).some((note) => note.startsWith("unknown 0:7"))).toBe(true);
  });

  test("such as CC_ALLOW leaves closed ports unknown, and open ones open", () => {
    const read = parseCsf(`${lists}CC_ALLOW = "XX"`).policy;
    expect(read.rules.map(({ ports }) => ports.from)).toContain(22);
    expect(unknown(`${lists}CC_ALLOW = "XX"`)).toContain("inbound tcp 23-79");
  });

  test("such as a filter without states leaves closed ports unknown", () => {
    expect(unknown(`${lists}LF_SPI = "0"`)).toContain("inbound tcp 23-79");
    const ipv6 = lists.replace('IPV6 = "0"', 'IPV6 = "1"\nIPV6_SPI = "0"\nTCP6_IN = "22"');
    expect(parseCsf(ipv6).policy.unknown.map(({ sources }) => sources)).toContainEqual(["::/0"]);
  });
});

test("what CSF does beside the lists is said", () => {
  const settings = [
    'GLOBAL_ALLOW = "https://example.com/"',
    'DYNDNS = "300"',
    'ETH_DEVICE = "eth0"',
    'DNS_STRICT_NS = "0"',
  ];
  const said = notes(lists.replace('TESTING = "0"', 'TESTING = "1"') + settings.join("\n"));
  for (const name of ["TESTING", "GLOBAL_ALLOW", "DYNDNS", "ETH_DEVICE", "/etc/resolv.conf"]) {
    expect(said.filter((note) => note.startsWith("assumed") && note.includes(name))).toHaveLength(
      1,
    );
  }
});
