import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  comparePolicies,
  createPolicy,
  InvalidConfigurationError,
  releases,
} from "../../../src/index.ts";
import type { ExposureRule } from "../../../src/net/types.ts";
import { type ParseCsfOptions, parseCsf } from "../../../src/parse/csf/parse-csf.ts";
import { renderCsf, renderCsfAllow } from "../../../src/render/index.ts";
import { somePolicies } from "../../support/policies.ts";
import { qualified } from "../../support/qualified.ts";
import { openTo } from "../../support/same-policy.ts";
import { stockCsf, stockCsfAgainstPolicy126 } from "../../support/stock-csf.ts";
import { thrown } from "../../support/thrown.ts";

const lists = `TCP_IN = "22,80"\nTCP_OUT = "1:65535"\nUDP_IN = "53"\nUDP_OUT = "1:65535"\nIPV6 = "0"\nTESTING = "0"\n`;
const allow = { lists: { 1: "allow" } } as const;
const ports = (texts: string | readonly string[], options?: ParseCsfOptions) =>
  parseCsf(texts, options).rules.map(
    ({ direction, protocol, ports, sources }) =>
      `${direction} ${protocol} ${ports.from}-${ports.through} ${sources}`,
  );
const undetermined = (texts: string | readonly string[], options?: ParseCsfOptions) =>
  parseCsf(texts, options).undetermined.map(
    ({ direction, protocol, ports }) => `${direction} ${protocol} ${ports.from}-${ports.through}`,
  );
const notes = (texts: string | readonly string[], options?: ParseCsfOptions) =>
  parseCsf(texts, options).notes.map(
    ({ kind, input, line, text }) => `${kind} ${input}:${line} ${text}`,
  );

describe("the lists", () => {
  test("finds exactly the known differences between a stock csf.conf and page 126", () => {
    const exposure = parseCsf(stockCsf);
    expect(auditFirewall(126, exposure).verdict).toBe("differs");
    const diff = comparePolicies(
      createPolicy(126, { outbound: "needed", conditions: "all" }),
      exposure,
    );
    for (const [where, { lacks, beyond }] of Object.entries(stockCsfAgainstPolicy126)) {
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

  test("reads the IPv6 port lists if IPV6 is on", () => {
    const exposure = parseCsf(stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"'));
    expect(exposure.families).toEqual(["ipv4", "ipv6"]);
    const calendar = exposure.rules.find(({ ports }) => ports.from === 2079);
    expect(calendar).toMatchObject({
      ports: { from: 2079, through: 2080 },
      sources: ["0.0.0.0/0"],
    });
    expect(
      auditFirewall(126, exposure)
        .findings.filter(({ rule }) => rule === "closed-over-ipv6")
        .map(({ message }) => message),
    ).toEqual([
      "TCP 2079 (CalDAV and CardDAV) and 2080 (CalDAV and CardDAV (SSL)) are closed to everybody over IPv6, but open over IPv4 (input 1, line 9)",
    ]);
  });

  test("reads port lists with ranges, open ends and blanks", () => {
    expect(ports(lists.replace('"22,80"', '" 22 , 80:90,,60000: "'))).toEqual([
      "inbound tcp 22-22 any",
      "inbound tcp 80-90 any",
      "inbound tcp 60000-65535 any",
      "inbound udp 53-53 any",
    ]);
  });

  test("opens outbound DNS unless DNS_STRICT is on", () => {
    const strict = (value: string) =>
      ports(`${lists.replace('TCP_OUT = "1:65535"', 'TCP_OUT = "25"')}DNS_STRICT = "${value}"\n`);
    expect(strict("1")).toContain("outbound tcp 25-25 any");
    expect(strict("1")).not.toContain("outbound tcp 53-53 any");
    expect(strict("0")).toContain("outbound tcp 53-53 any");
  });

  test.for([
    ["an invalid port", lists.replace("22,80", "22,ssh"), 1],
    ["a range that runs backwards", lists.replace("22,80", "80:22"), 1],
    ["a setting that is repeated", `${lists}TCP_IN = "1"`, 7],
    ["a value without quotes", `${lists}LF_SPI = 1`, 7],
    ["a value with one quote", `${lists}LF_SPI = "`, 7],
  ] as const)("rejects port lists with %s, and names the line", ([, text, line]) => {
    const error = thrown(() => parseCsf(text)) as InvalidConfigurationError;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.line).toBe(line);
    expect(error.message).toContain(`line ${line}`);
    const second = ["# will be blocked in iptables\n", text];
    expect(thrown(() => parseCsf(second)).message).toContain(`line ${line} of input 2 `);
  });

  test("reads commented-out and indented settings as CSF does", () => {
    const odd = ` # TCP_IN = x\n\t#TCP_IN = "1"\n  ${lists.replace("TCP_OUT", " TCP _OUT")}# x\fA = "1"\n`;
    expect(ports(odd)).toEqual(ports(lists));
    expect(thrown(() => parseCsf(`${odd}# x\fTCP_IN = "1"`)).message).toMatch(/^line 10 /);
  });

  test("rejects input without port lists", () => {
    expect(() => parseCsf("# nothing\n")).toThrow(/no TCP_IN setting/);
    expect(() => parseCsf("")).toThrow(/empty/);
    expect(() => parseCsf([])).toThrow(/no input/);
    expect(() => parseCsf(1 as never)).toThrow(/the input is 1; expected a string/);
  });

  test("says what is wrong with a setting", () => {
    const message = (setting: string) => thrown(() => parseCsf(lists + setting)).message;
    expect(message("LF_SPI = 1")).toMatch(/^line 7 has no quoted value for "LF_SPI"; /);
    expect(message('TCP_IN = "1"')).toMatch(/^line 7 sets "TCP_IN" a second time; /);
  });

  test("assumes defaults only without the setting TESTING, which every csf.conf has", () => {
    const defaults = (text: string) =>
      parseCsf(text).notes.filter(({ code }) => code === "default");
    expect(defaults(lists)).toEqual([]);
    expect(defaults(lists.replace('TESTING = "0"\n', ""))).toMatchObject([
      {
        kind: "assumed",
        input: 0,
        line: null,
        text: "settings missing from the input are assumed not to open or close any port",
      },
    ]);
  });

  test("assumes that a port list missing from the input opens no port", () => {
    const codes = (text: string) => parseCsf(text).notes.map(({ code }) => code);
    const ipv6 = (names: readonly string[]) =>
      lists.replace('IPV6 = "0"', 'IPV6 = "1"') + names.map((name) => `${name} = "22"\n`).join("");
    expect(codes(ipv6(["TCP6_IN", "TCP6_OUT", "UDP6_IN", "UDP6_OUT"]))).not.toContain("default");
    expect(codes(ipv6(["TCP6_IN", "TCP6_OUT", "UDP6_IN"]))).toContain("default");
  });

  test("notes that other settings are assumed to have no effect if only port lists are given", () => {
    const { families, notes } = parseCsf(renderCsf(createPolicy(126)));
    expect(families).toEqual(["ipv4", "ipv6"]);
    expect(notes.map(({ kind }) => kind)).toEqual(["assumed", "assumed"]);
    const old = parseCsf(`TCP_IN = "22"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""`);
    expect(old.families).toEqual(["ipv4"]);
  });

  test("reads the policy back from the output of renderCsf", () => {
    for (const { release } of releases) {
      for (const policy of somePolicies(release, 25)) {
        const read = parseCsf([renderCsf(policy), renderCsfAllow(policy)]);
        expect(openTo(read)).toBe(openTo(policy));
        expect(read.undetermined).toEqual([]);
      }
    }
  });
});

describe("csf.allow and csf.deny", () => {
  test("allows and blocks addresses on all ports or one", () => {
    const entries = [
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
    const read = parseCsf([lists.replace('UDP_OUT = "1:65535"', 'UDP_OUT = ""'), entries], allow);
    const openFor = (port: number) =>
      read.rules.find(({ ports }) => ports.from <= port && port <= ports.through)?.sources;
    expect(openFor(1)).toEqual(["198.51.100.7"]);
    expect(openFor(3306)).toEqual(["198.51.100.7", "203.0.113.0/24"]);
    expect(openFor(3307)).toEqual(["198.51.100.7", "203.0.113.9"]);
    expect(openFor(3402)).toEqual(["198.51.100.7", "203.0.113.9"]);
    expect(openFor(8443)).toEqual(["192.0.2.4", "198.51.100.7"]);
    expect(openFor(22)).toBe("any");
    expect(read.notes.map(({ text }) => text)).toContain(
      'CSF does not accept "localhost" as an address',
    );
    const deny = "# The following IP addresses will be blocked in iptables\n203.0.113.9\n";
    const both = parseCsf([lists, deny]).rules;
    expect(both[0]).toMatchObject({ ports: { from: 22, through: 22 }, except: ["203.0.113.9"] });
  });

  test("lets csf.allow take precedence over csf.deny", () => {
    const deny = "# The following IP addresses will be blocked in iptables\n203.0.113.0/24\n";
    const { rules, notes: said } = parseCsf([lists, "203.0.113.0/24"], { lists: { 1: "deny" } });
    const access = ({ decidedBy: _, ...rule }: ExposureRule) => rule;
    expect(rules.map(access)).toEqual(parseCsf([lists, deny]).rules.map(access));
    expect(said.map(({ text }) => text)).not.toContain(expect.stringContaining("csf.deny"));
    const inOnly = parseCsf([`${lists}LF_BLOCKINONLY = "1"\n`, deny]);
    expect(inOnly.rules.map(({ except }) => except)).toContainEqual(["203.0.113.0/24"]);
    expect(inOnly.undetermined).not.toEqual([]);
    expect(inOnly.undetermined.every(({ direction }) => direction === "outbound")).toBe(true);
    const [rule] = parseCsf([deny, "203.0.113.9", lists], allow).rules;
    expect(rule).toMatchObject({ ports: { from: 1, through: 21 }, sources: ["203.0.113.9"] });
  });

  test("leaves entries with an owner or unsupported parts undetermined", () => {
    expect(
      undetermined(
        [lists.replace('TCP_OUT = "1:65535"', 'TCP_OUT = ""'), "tcp|out|d=25|u=0"],
        allow,
      ),
    ).toEqual(["outbound tcp 25-25"]);
    expect(undetermined([lists, "tcp|in|d=x|s=192.0.2.1"], allow)).toEqual([
      "inbound tcp 1-21",
      "inbound tcp 23-79",
      "inbound tcp 81-65535",
    ]);
    expect(undetermined([lists, "tcp|in|d=25|s=example.com"], allow)).toEqual([
      "inbound tcp 25-25",
    ]);
    expect(undetermined([lists, "tcp|in"], allow)).toHaveLength(3);
  });

  test("reads the parts of an entry by position, as CSF does", () => {
    const closed = lists.replace('"22,80"', '""').replace('UDP_IN = "53"', 'UDP_IN = ""');
    for (const [entry, expected] of [
      ["|in|d=25|s=192.0.2.1", ["inbound tcp 25-25 192.0.2.1"]],
      ["tcp||d=25|s=192.0.2.1", ["inbound tcp 25-25 192.0.2.1"]],
      ["TCP|IN|D=25|S=192.0.2.1 # office", ["inbound tcp 25-25 192.0.2.1"]],
      ["tcp|in|d=25|d=192.0.2.1", []],
      ["icmp|in|d=25|s=192.0.2.1", []],
    ] as const) {
      expect(ports([closed, entry], allow), entry).toEqual(expected);
    }
    // The destination of an inbound connection is one of the server's own addresses.
    expect(undetermined([closed, "tcp|in|d=25|d=192.0.2.1"], allow)).toEqual(["inbound tcp 25-25"]);
    // CSF does not look for an address in either place.
    for (const entry of ["tcp|in||d=25|s=192.0.2.1", "tcp|in|d=25|x|s=192.0.2.1"]) {
      expect(ports([closed, entry], allow), entry).toEqual([]);
    }
    const out = closed.replace('TCP_OUT = "1:65535"', 'TCP_OUT = ""');
    const noUdp = out.replace('UDP_OUT = "1:65535"', 'UDP_OUT = ""');
    // Some addresses are too few to know that the server may use the port.
    expect(undetermined([noUdp, "udp|out|d=123|d=192.0.2.1"], allow)).toEqual([
      "outbound udp 123-123",
    ]);
    // A rule for a user applies to outbound connections, regardless of its direction and addresses.
    for (const entry of ["tcp|in|d=25|u=0", "tcp|out|d=25|d=192.0.2.1|g=0"]) {
      expect(undetermined([out, entry], allow), entry).toEqual(["outbound tcp 25-25"]);
    }
    for (const entry of ["tcp|out|u=0", "tcp|out|u=0|d=192.0.2.1", "tcp|out|s=25|u=0"]) {
      expect(undetermined([out, entry], allow), entry).toEqual(["outbound tcp 1-65535"]);
    }
  });

  test("notes entries that CSF skips: without an address, or with the word Include", () => {
    for (const [entry, note] of [
      ["tcp|in|d=25", 'CSF creates no rule from "tcp|in|d=25": it has no address'],
      ["tcp|in|d=25|s=", 'CSF creates no rule from "tcp|in|d=25|s=": it has no address'],
      [
        "192.0.2.1 # Include me",
        'CSF skips lines that contain "Include": "192.0.2.1 # Include me"',
      ],
      [" Include /etc/x", 'CSF skips lines that contain "Include": "Include /etc/x"'],
      ["include /etc/x", 'CSF does not accept "include /etc/x" as an address'],
    ] as const) {
      expect(ports([lists, entry], allow), entry).toEqual(ports(lists));
      expect(undetermined([lists, entry], allow), entry).toEqual([]);
      expect(notes([lists, entry], allow), entry).toContain(`ignored 1:1 ${note}`);
    }
  });

  test("says what became of each line of a list, but not of comments", () => {
    const list =
      "# comment\n\n#comment\n192.0.2.1 #\nInclude /x\n192.0.2.2 # Include\ntcp|in|d=25\n a#\n";
    expect(
      parseCsf([lists, list], allow)
        .notes.filter(({ input }) => input === 1)
        .map(({ kind, code, line }) => `${line} ${kind} ${code}`),
    ).toEqual([
      "5 assumed elsewhere",
      "6 ignored no-effect",
      "7 ignored no-effect",
      "8 ignored no-effect",
    ]);
  });

  test("ends lines of lists where CSF does", () => {
    const deny = "# will be blocked in iptables\r203.0.113.8\r203.0.113.9";
    expect(parseCsf([lists, deny]).rules[0]?.except).toEqual(["203.0.113.8/31"]);
  });

  test("notes the files that lists include", () => {
    expect(notes([lists, "Include /etc/csf/cpanel.allow\n"], allow)).toContain(
      'assumed 1:1 "Include /etc/csf/cpanel.allow" was not read, unless it is another input',
    );
  });

  test("ignores IPv6 entries if CSF does not filter IPv6", () => {
    expect(ports([lists, "2001:db8::1"], allow)).toEqual(ports(lists));
  });
});

describe("a setting for some addresses or with a limit", () => {
  const five = ["inbound tcp 22", "inbound tcp 80", "inbound udp 53"];
  const closed = "may be closed to some";
  const openTo = "may be open to some";
  test.for([
    ['CC_DENY = "XX"', five, `${closed} (CC_DENY, line 7)`],
    [
      'GLOBAL_DENY = "https://example.com/"',
      [...five, "outbound tcp 1-65535", "outbound udp 1-65535"],
      `${closed} (GLOBAL_DENY, line 7)`,
    ],
    ['SYNFLOOD = "1"', five.slice(0, 2), "limited (line 7)"],
    ['CONNLIMIT = "22;5"', ["inbound tcp 22"], "limited (line 7)"],
    ['CONNLIMIT = "x;5"', five, "limited (line 7)"],
    ['PORTFLOOD = "53;udp;5;300"', ["inbound udp 53"], "limited (line 7)"],
    ['PORTFLOOD = "80;tcp;20;5"', ["inbound tcp 80"], "limited (line 7)"],
    [
      'PORTKNOCKING = "9000;tcp;20;1;2,9001;udp;20;1;2,x;tcp"',
      ["inbound tcp 9000", "inbound udp 9001"],
      `${openTo} (PORTKNOCKING, line 7)`,
    ],
    [
      'CC_ALLOW_PORTS = "XX"\nCC_ALLOW_PORTS_TCP = "9000"\nCC_ALLOW_PORTS_UDP = "9001"',
      ["inbound tcp 9000", "inbound udp 9001"],
      `${openTo} (CC_ALLOW_PORTS, line 7)`,
    ],
    [
      'CC_DENY_PORTS = "XX"\nCC_DENY_PORTS_TCP = "22"\nCC_DENY_PORTS_UDP = ""',
      ["inbound tcp 22"],
      `${closed} (CC_DENY_PORTS, line 7)`,
    ],
    [
      'CLUSTER_RECVFROM = "192.0.2.1"\nCLUSTER_PORT = "7777"',
      ["inbound tcp 7777"],
      `${openTo} (CLUSTER_RECVFROM, line 7)`,
    ],
    [
      'MESSENGER = "1"\nMESSENGER_HTML = "8888"',
      ["inbound tcp 8888"],
      `${openTo} (MESSENGER, line 7)`,
    ],
    ['UDPFLOOD = "1"', ["outbound udp 1-65535"], "limited (line 7)"],
    [
      'CC_ALLOW = "XX"',
      [
        ...["inbound tcp 1-21", "inbound tcp 23-79", "inbound tcp 81-65535"],
        ...["inbound udp 1-52", "inbound udp 54-65535"],
      ],
      `${openTo} (CC_ALLOW, line 7)`,
    ],
  ] as const)(
    "qualifies ports but leaves them open or closed: %s",
    ([setting, expected, reason]) => {
      const exposure = parseCsf(lists + setting);
      const found = (["inbound", "outbound"] as const).flatMap((direction) =>
        qualified(exposure, direction).map((each) => `${direction} ${each}`),
      );
      expect(found.filter((each) => each.endsWith(reason))).toEqual(
        expected.map((each) => `${each} ${reason}`),
      );
      expect(exposure.undetermined).toEqual([]);
      expect(exposure.rules).toEqual(parseCsf(lists).rules);
    },
  );

  test.for(['SYNFLOOD = ""', 'SYNFLOOD = " 0 "', 'UDPFLOOD = "0"'])(
    "qualifies nothing if the setting is off: %s",
    (setting) => {
      const exposure = parseCsf(lists + setting);
      expect([...qualified(exposure), ...qualified(exposure, "outbound")]).toEqual([]);
    },
  );

  test("lets CC_ALLOW_FILTER close ports to all except some addresses", () => {
    const exposure = parseCsf(`${lists}CC_ALLOW_FILTER = "XX"`);
    expect(exposure.rules.filter(({ direction }) => direction === "inbound")).toEqual([]);
    expect(qualified(exposure)).toEqual(
      ["tcp 22", "tcp 80", "udp 53"].map(
        (each) => `${each} may be open to some (CC_ALLOW_FILTER, line 7)`,
      ),
    );
  });
});

describe("a setting that leaves ports undetermined", () => {
  test.for([
    ['SMTP_BLOCK = "1"\nSMTP_PORTS = "25,465"', ["outbound tcp 25-25", "outbound tcp 465-465"]],
    ['SMTP_BLOCK = "1"', ["outbound tcp 1-65535"]],
    // CSF lets some users connect to ports that are in no list.
    [
      'TCP_OUT = "25,443"\nSMTP_BLOCK = "1"\nSMTP_PORTS = "25,465"',
      ["outbound tcp 25-25", "outbound tcp 465-465"],
    ],
  ] as const)("names the setting that leaves ports undetermined: %s", ([setting, expected]) => {
    const text = setting.startsWith("TCP_OUT") ? lists.replace(/TCP_OUT = .*\n/, "") : lists;
    expect(undetermined(text + setting)).toEqual(expected);
    expect(notes(text + setting).some((note) => note.startsWith("unknown 0:7"))).toBe(true);
  });

  test("leaves closed ports undetermined without connection tracking", () => {
    expect(undetermined(`${lists}LF_SPI = "0"`)).toContain("inbound tcp 23-79");
    const ipv6 = lists.replace('IPV6 = "0"', 'IPV6 = "1"\nIPV6_SPI = "0"\nTCP6_IN = "22"');
    expect(parseCsf(ipv6).undetermined.map(({ sources }) => sources)).toContainEqual(["::/0"]);
  });
});

test("notes what CSF does besides its port lists", () => {
  const settings = ['RELAYHOSTS = "1"', 'ETH_DEVICE = "eth0"', 'DNS_STRICT_NS = "0"'];
  const said = notes(lists.replace('TESTING = "0"', 'TESTING = "1"') + settings.join("\n"));
  for (const name of ["TESTING", "RELAYHOSTS", "ETH_DEVICE", "/etc/resolv.conf"]) {
    expect(said.filter((note) => note.startsWith("assumed") && note.includes(name))).toHaveLength(
      1,
    );
  }
});

describe("network interfaces", () => {
  const both = lists.replace('IPV6 = "0"', 'IPV6 = "1"\nTCP6_IN = "22"\nTCP6_OUT = "53"');
  const whole = (text: string, device?: string) => {
    const exposure = parseCsf(text, device === undefined ? {} : { interface: device });
    return [
      exposure.defaults.inbound,
      exposure.rules.length,
      exposure.notes.filter(({ code }) => code === "interface").length,
    ];
  };

  test("opens everything on a skipped interface", () => {
    const text = `${both}ETH_DEVICE_SKIP = "tun0, eth1"\n`;
    expect(whole(text, "eth1")).toEqual(["accept", 0, 0]);
    expect(parseCsf(text, { interface: "eth1" }).defaults.outbound).toBe("accept");
    expect(parseCsf(text, { interface: "eth0" }).rules).toEqual(parseCsf(both).rules);
    expect(whole(text, "eth0")).toEqual(["drop", parseCsf(both).rules.length, 0]);
  });

  test("closes everything on interfaces other than the filtered one", () => {
    const text = `${both}ETH_DEVICE = "eth0:1"\n`;
    expect(whole(text, "eth1")).toEqual(["drop", 0, 0]);
    expect(whole(text, "eth0")).toEqual(["drop", parseCsf(both).rules.length, 0]);
    expect(whole(`${both}ETH_DEVICE = "eth+"\n`, "eth1")).toEqual(whole(text, "eth0"));
    const skipped = `${text}ETH_DEVICE_SKIP = "eth1"\n`;
    expect(whole(skipped, "eth1")).toEqual(["accept", 0, 0]);
  });

  test("uses a separate interface for IPv6 if it is set", () => {
    const text = `${both}ETH_DEVICE = "eth0"\nETH6_DEVICE = "he-ipv6"\n`;
    const sources = (device: string) => [
      ...new Set(parseCsf(text, { interface: device }).rules.map((rule) => `${rule.sources}`)),
    ];
    expect(sources("eth0")).toEqual(["0.0.0.0/0"]);
    expect(sources("he-ipv6")).toEqual(["::/0"]);
  });

  test("assumes a filtered interface if none is named", () => {
    expect(whole(`${both}ETH_DEVICE = "eth0"\nETH_DEVICE_SKIP = "eth1"\n`)).toEqual([
      "drop",
      parseCsf(both).rules.length,
      2,
    ]);
  });
});
