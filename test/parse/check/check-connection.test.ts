import { describe, expect, test } from "vitest";
import { InvalidConfigurationError, InvalidOptionError } from "../../../src/index.ts";
import { type CheckOptions, type Connection, checkConnection } from "../../../src/parse/index.ts";
import { thrown } from "../../support/thrown.ts";

const check = (
  rules: string | readonly string[],
  connection: Connection = { port: 2087, address: "203.0.113.9" },
  options: CheckOptions = {},
) => checkConnection(rules, connection, options).answers;

const sentence = (...args: Parameters<typeof check>) => check(...args)[0]?.sentence;

const iptables = (...lines: readonly string[]) =>
  `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${lines.join("\n")}\nCOMMIT\n`;

const established = "-A INPUT -m state --state ESTABLISHED -j ACCEPT";

const nft = (...rules: readonly string[]) => `table inet filter {
  set bans { type ipv4_addr; elements = { 192.0.2.7 } }
  chain web {
    tcp dport 2087 accept
  }
  chain input {
    type filter hook input priority filter; policy drop;
    ${rules.join("\n    ")}
  }
}`;

describe("a check of one address", () => {
  test("names the rule that accepts, and the jumps that led to it", () => {
    const [answer] = check(nft("ct state established accept", "ip saddr 203.0.113.0/24 jump web"));
    expect(answer).toMatchObject({
      family: "ipv4",
      address: "203.0.113.9",
      verdict: "open",
      decidedBy: { line: 4, chain: "web", table: "inet filter" },
      isPolicy: false,
      jumps: [{ line: 9, chain: "input" }],
      packets: "opening",
      reasons: [],
      witness: null,
      holdsFor: { sources: ["203.0.113.9"], except: [] },
      sentence:
        "inbound TCP 2087 is open to 203.0.113.9: line 4 accepts it (tcp dport 2087 accept), after a jump from line 9",
    });
    expect(Object.isFrozen(answer?.jumps)).toBe(true);
  });

  test("names the rule that drops, even if a later one would accept", () => {
    const rules = iptables(
      established,
      "-A INPUT -s 203.0.113.9 -j DROP",
      "-A INPUT -p tcp --dport 2087 -j ACCEPT",
    );
    expect(sentence(rules)).toBe(
      "inbound TCP 2087 is closed to 203.0.113.9: line 5 drops it (-A INPUT -s 203.0.113.9 -j DROP)",
    );
  });

  test("names the policy if no rule matches", () => {
    expect(sentence(iptables())).toBe(
      "inbound TCP 2087 is closed to 203.0.113.9: no rule matches, and the policy drops it (line 2: :INPUT DROP [0:0])",
    );
    expect(sentence(iptables(), { port: 25, direction: "outbound", address: "192.0.2.1" })).toBe(
      "outbound TCP 25 is closed to 192.0.2.1: no rule matches, and the policy drops its replies (line 2: :INPUT DROP [0:0])",
    );
  });

  test("names the rule that drops replies or later packets", () => {
    const accept = "-A INPUT -p tcp --dport 2087 -j ACCEPT";
    expect(sentence(iptables(accept, "-A OUTPUT -p tcp --sport 2087 -j DROP"))).toBe(
      "inbound TCP 2087 is closed to 203.0.113.9: line 5 drops its replies (-A OUTPUT -p tcp --sport 2087 -j DROP)",
    );
    const [answer] = check(iptables("-A INPUT -p tcp ! --syn -j DROP", accept));
    expect(answer).toMatchObject({ verdict: "closed", packets: "later", decidedBy: { line: 4 } });
    expect(answer?.sentence).toContain("line 4 drops its later packets");
  });

  test("names nothing if no chain filters the connection", () => {
    const text = "table ip filter {\n  chain unused {\n    drop\n  }\n}";
    expect(sentence(text)).toBe("inbound TCP 2087 is open to 203.0.113.9: no chain filters it");
    expect(check(text)[0]?.decidedBy).toBeNull();
  });

  test("names all jumps to the rule that decides", () => {
    const rules = iptables(
      ":A - [0:0]",
      ":B - [0:0]",
      established,
      "-A INPUT -j A",
      "-A A -j B",
      "-A B -p tcp --dport 2087 -j ACCEPT",
    );
    expect(sentence(rules)).toMatch(
      /: line 9 accepts it \(.+\), after a jump from line 7 and line 8$/,
    );
  });

  test("depends only on rules that concern the address", () => {
    const friends = iptables(
      established,
      "-A INPUT -s 192.0.2.0/24 -p tcp --dport 2087 -m set --match-set friends src -j ACCEPT",
    );
    expect(check(friends)[0]?.reasons).toEqual([]);
    expect(check(friends, { port: 2087, address: "192.0.2.9" })[0]?.reasons).toEqual([
      "may be open to some (ipset friends, line 5)",
    ]);
  });

  test("names the reasons for an undetermined answer", () => {
    const doubtful = iptables(established, "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT");
    expect(check(doubtful)[0]).toMatchObject({
      verdict: "undetermined",
      reasons: [expect.stringMatching(/^line 5: whether the rule matches depends on /)],
    });
    expect(sentence(doubtful)).toMatch(
      /^inbound TCP 2087 is undetermined for 203\.0\.113\.9: line 5: /,
    );
    const unread = iptables(
      established,
      "-A INPUT -m set --match-set bans src -j DROP",
      "-A INPUT -p tcp --dport 2087 -m limit --limit 5/min -j ACCEPT",
    );
    expect(sentence(unread)).toMatch(
      /: line 6 accepts it \(.+\); may be closed to some \(ipset bans, line 5\); limited \(line 6\)$/,
    );
  });

  test("names all rules that may decide, the certain one first", () => {
    const [answer] = check(
      iptables(
        established,
        "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT",
        "-A INPUT -p tcp --dport 2087 -j ACCEPT",
      ),
    );
    expect(answer).toMatchObject({
      verdict: "open",
      decidedBy: { line: 6 },
      alternatives: [{ line: 5 }],
    });
    expect(answer?.sentence).toMatch(/line 6 accepts it \(.+\), or line 5 does$/);
    const marked = ["-m mark --mark 1", "-m mark --mark 2", "--dport 2087"];
    expect(
      sentence(iptables(established, ...marked.map((each) => `-A INPUT -p tcp ${each} -j ACCEPT`))),
    ).toMatch(/line 7 accepts it \(.+\), or line 5 does, or line 6 does$/);
    const [closed] = check(iptables("-A INPUT -p tcp -m mark --mark 1 -j DROP"));
    expect(closed?.sentence).toMatch(/the policy drops it \(line 2: .+\), or line 4 does$/);
  });

  test("names the input if there are several", () => {
    const conf = 'TCP_IN = "2087"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\nIPV6 = "0"';
    expect(sentence([conf, "203.0.113.9"], undefined, { lists: { 1: "deny" } })).toBe(
      "inbound TCP 2087 is closed to 203.0.113.9: input 2, line 1 drops it (203.0.113.9)",
    );
  });

  test("names the line of a ban among any number of bans", () => {
    const bans = ["192.0.2.1", "192.0.2.2", "203.0.113.9", "192.0.2.4"];
    const rules = [established, ...bans.map((each) => `-A INPUT -s ${each}/32 -j REJECT`)];
    expect(check(iptables(...rules))[0]?.decidedBy).toMatchObject({
      line: 7,
      text: "-A INPUT -s 203.0.113.9/32 -j REJECT",
    });
    const out = iptables(...bans.map((each) => `-A OUTPUT -d ${each}/32 -j DROP`));
    const outbound = { port: 25, direction: "outbound", address: "203.0.113.9" } as const;
    expect(check(out, outbound)[0]?.decidedBy).toMatchObject({ line: 6 });
    const csf = 'TCP_IN = "2087"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\nIPV6 = "0"';
    const apf = 'IG_TCP_CPORTS="2087"\nTCR_PASS="0"\nBLK_RESNET="0"';
    for (const conf of [csf, apf]) {
      const [answer] = check([conf, bans.join("\n")], undefined, { lists: { 1: "deny" } });
      expect(answer).toMatchObject({ verdict: "closed", decidedBy: { input: 1, line: 3 } });
    }
  });

  test("names the table and chain for JSON, which has no lines", () => {
    const of = { family: "inet", table: "filter" };
    const json = JSON.stringify({
      nftables: [
        {
          chain: { ...of, name: "input", type: "filter", hook: "input", prio: 0, policy: "accept" },
        },
        { rule: { ...of, chain: "input", expr: [{ drop: null }] } },
      ],
    });
    expect(sentence(json)).toMatch(/: a rule of inet filter input drops it \(.+\)$/);
    expect(sentence(["table ip unused {\n}", json])).toMatch(
      /: input 2, a rule of inet filter input drops it \(.+\)$/,
    );
  });
});

describe("a check without an address", () => {
  test("answers for most addresses of each family, with a witness for the others", () => {
    const answers = check(
      nft(
        "ct state established accept",
        "meta l4proto ipv6-icmp accept",
        "ip saddr @bans drop",
        "jump web",
      ),
      { port: 2087 },
    );
    expect(answers.map(({ family, verdict, holdsFor }) => [family, verdict, holdsFor])).toEqual([
      ["ipv4", "open", { sources: "any", except: ["192.0.2.7"] }],
      ["ipv6", "open", { sources: "any", except: [] }],
    ]);
    expect(answers.map(({ sentence }) => sentence.split(":")[0])).toEqual([
      "inbound TCP 2087 is open to every IPv4 address but 192.0.2.7",
      "inbound TCP 2087 is open to every IPv6 address",
    ]);
    expect(answers[0]?.witness).toMatchObject({
      address: "192.0.2.7",
      verdict: "closed",
      decidedBy: { line: 10 },
    });
    expect(answers[1]?.witness).toBeNull();
  });

  test("uses the first address as witness if no documentation address fits", () => {
    const [, ipv6] = check(
      nft(
        "ct state established accept",
        "meta l4proto ipv6-icmp accept",
        "ip6 saddr 2001:db9::/32 jump web",
      ),
      { port: 2087 },
    );
    expect(ipv6?.witness).toMatchObject({ address: "2001:db9::", verdict: "open" });
  });

  test("names some of many exceptions", () => {
    const withBans = (count: number) => {
      const bans = Array.from(
        { length: count },
        (_, index) => `-A INPUT -s 192.0.2.${index * 2} -j DROP`,
      );
      const rules = iptables(established, ...bans, "-A INPUT -p tcp --dport 2087 -j ACCEPT");
      return sentence(rules, { port: 2087 });
    };
    const three = "every IPv4 address but 192.0.2.0, 192.0.2.2, 192.0.2.4";
    expect(withBans(3)).toContain(`${three}: line 8 `);
    expect(withBans(9)).toContain(`${three}, 6 more: line 14 `);
  });

  test("names the networks to which an answer applies if they are a minority", () => {
    const rules = iptables(
      established,
      "-A INPUT -s 64.0.0.0/2 -p tcp --dport 2087 -j ACCEPT",
      "-A INPUT -s 128.0.0.0/2 -p tcp -m mark --mark 1 -j ACCEPT",
    );
    expect(sentence(rules, { port: 2087 })).toMatch(
      /^inbound TCP 2087 is closed to 0\.0\.0\.0\/2, .+: no rule matches, /,
    );
  });

  test("answers for the unlisted addresses if they are the majority", () => {
    const half = iptables(
      established,
      "-A INPUT -s 0.0.0.0/1 -j DROP",
      "-A INPUT -p tcp --dport 2087 -j ACCEPT",
    );
    expect(check(half, { port: 2087 })[0]?.verdict).toMatch(/open|closed/);
    const undetermined = check(iptables("-A INPUT -p tcp -m mark --mark 1 -j ACCEPT"), {
      port: 2087,
    });
    expect(undetermined[0]).toMatchObject({
      verdict: "undetermined",
      holdsFor: { sources: "any" },
      witness: null,
    });
  });

  test("is mixed if it differs by family", () => {
    const verdict = (...rules: readonly string[]) =>
      checkConnection(nft("ct state established accept", "icmpv6 type 0-255 accept", ...rules), {
        port: 2087,
      }).verdict;
    expect(verdict("jump web")).toBe("open");
    expect(verdict("ip saddr 0.0.0.0/0 jump web")).toBe("mixed");
    expect(verdict("ip saddr 0.0.0.0/0 jump web", "meta mark 1 tcp dport 2087 accept")).toBe(
      "mixed",
    );
  });
});

describe("a check over IPv6", () => {
  const address = "2001:db8::9";

  test("reports that the input covers only IPv4", () => {
    expect(sentence(iptables(established), { port: 2087, address })).toBe(
      "inbound TCP 2087 is undetermined for 2001:db8::9: the input says nothing about IPv6",
    );
  });

  test("closes IPv6 if neighbor discovery is dropped, and leaves it in doubt if part of it is", () => {
    const rules = (...icmp: readonly string[]) =>
      nft("ct state established accept", ...icmp, "jump web");
    expect(check(rules(), { port: 2087, address })[0]).toMatchObject({
      verdict: "closed",
      decidedBy: null,
      reasons: [expect.stringContaining("neighbor solicitations (ICMPv6 type 135)")],
    });
    expect(sentence(rules(), { port: 2087, address })).toMatch(
      /^inbound TCP 2087 is closed to 2001:db8::9: no rule lets in neighbor solicitations /,
    );
    const advertisements = "icmpv6 type 136 accept";
    expect(check(rules(advertisements), { port: 2087, address })[0]?.verdict).toBe("undetermined");
    expect(
      check(rules(advertisements, "meta mark 1 drop"), { port: 2087, address })[0]?.reasons,
    ).toEqual([
      expect.stringMatching(/^line 10: whether the rule matches depends on "meta mark == 1"$/),
      expect.stringMatching(/^no rule lets in neighbor solicitations /),
    ]);
    expect(check(rules("meta l4proto 58 accept"), { port: 2087, address })[0]?.verdict).toBe(
      "open",
    );
    expect(check(rules("tcp dport 2087 drop"), { port: 2087, address })[0]).toMatchObject({
      verdict: "closed",
      decidedBy: { line: 9 },
    });
  });
});

describe("rules that a check follows", () => {
  const table = (body: string) => `table inet t {\n${body}\n}`;
  const input = (rules: string, policy = "drop") =>
    `chain input {\ntype filter hook input priority 0; policy ${policy};\nct state established accept\n${rules}\n}`;
  const verdict = (text: string, options: CheckOptions = {}) =>
    check(text, undefined, options)[0]?.verdict;

  test("follows returns and gotos, and leaves missing or recursive chains undetermined", () => {
    const chains = "chain back {\nreturn\n}\nchain end {\n}\nchain loop {\njump loop\n}";
    expect(verdict(table(`${chains}\n${input("jump back\naccept")}`))).toBe("open");
    expect(verdict(table(`${chains}\n${input("goto end\naccept")}`))).toBe("closed");
    expect(verdict(table(`${chains}\n${input("jump loop\naccept")}`))).toBe("undetermined");
    expect(verdict(table(input("jump nowhere\naccept")))).toBe("undetermined");
    expect(verdict(table(input("tcp dport 80 jump nowhere\naccept")))).toBe("open");
    expect(verdict(table(input("tproxy to :80")))).toBe("undetermined");
  });

  test("follows marks, redirects, notrack and consecutive base chains", () => {
    const raw = (rules: string) =>
      `chain raw {\ntype filter hook prerouting priority -300;\n${rules}\n}`;
    const nat =
      "chain nat {\ntype nat hook prerouting priority -100;\ntcp dport 2087 redirect to :22\n}";
    expect(verdict(table(`${raw("meta mark set 1")}\n${input("meta mark 1 accept")}`))).toBe(
      "open",
    );
    expect(verdict(table(`${nat}\n${input("tcp dport 22 accept")}`))).toBe("open");
    expect(verdict(table(`${nat}\n${input("tcp dport 2087 accept")}`))).toBe("closed");
    expect(verdict(table(`${raw("notrack")}\n${nat}\n${input("tcp dport 2087 accept")}`))).toBe(
      "open",
    );
    expect(verdict(table(`${raw("drop")}\n${input("accept")}`))).toBe("closed");
  });

  test("follows both paths of a mark that a rule may have set", () => {
    const raw =
      "chain raw {\ntype filter hook prerouting priority -300;\nmeta cpu 1 meta mark set 1\n}";
    const mark = (...rules: readonly string[]) =>
      verdict(table(`${raw}\n${input(rules.join("\n"))}`));
    expect(mark("meta mark 1 accept")).toBe("undetermined");
    expect(mark("meta mark 1 accept", "meta mark 0 accept")).toBe("open");
    const same = (...rules: readonly string[]) =>
      verdict(table(input(["meta cpu 1 meta mark set 1", ...rules].join("\n"))));
    expect(same("meta mark 1 accept", "meta mark 0 accept")).toBe("open");
    expect(same("meta mark 1 accept")).toBe("undetermined");
  });

  test("follows both paths of a base chain that packets might not traverse", () => {
    const netdev = `table netdev t {\nchain in {\ntype filter hook ingress device "eth0" priority 0; policy accept;\ndrop\n}\n}`;
    expect(verdict(netdev)).toBe("undetermined");
    expect(verdict(netdev, { interface: "eth0" })).toBe("closed");
  });
});

describe("a check of other formats", () => {
  test("checks listening sockets and scans", () => {
    const ss =
      "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp   LISTEN 0      128          0.0.0.0:2087       0.0.0.0:*";
    expect(sentence(ss)).toBe("inbound TCP 2087 is open to 203.0.113.9");
    expect(sentence(ss.replaceAll("0.0.0.0", "[::]"), { port: 2087, address: "2001:db8::9" })).toBe(
      "inbound TCP 2087 is open to 2001:db8::9",
    );
    expect(sentence(ss, { port: 22, address: "203.0.113.9" })).toBe(
      "inbound TCP 22 is closed to 203.0.113.9: no rule matches",
    );
    const nmap =
      "# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -sS -p- -oG - 203.0.113.5\nHost: 203.0.113.5 ()\tPorts: 2087/open/tcp//eli///\tIgnored State: filtered (65534)\n# Nmap done at Sat Mar  1 10:02:00 2025 -- 1 IP address (1 host up) scanned in 120 seconds";
    expect(check(nmap)[0]?.verdict).toBe("open");
  });

  test("detects the format, or takes it from the options", () => {
    const conf = 'IG_TCP_CPORTS="2087"\nTCR_PASS="0"\nBLK_RESNET="0"';
    expect(check(conf)[0]?.verdict).toBe("open");
    expect(check(["203.0.113.9", conf], undefined, { lists: { 0: "deny" } })[0]?.verdict).toBe(
      "closed",
    );
    const ufw =
      "Status: active\n\nTo                         Action      From\n--                         ------      ----\n2087/tcp                   ALLOW       Anywhere";
    expect(check(ufw)[0]?.verdict).toBe("open");
    const zone = '<zone><service name="ssh"/><port port="2087" protocol="tcp"/></zone>';
    expect(check(zone, undefined, { format: "firewalld" })[0]?.verdict).toBe("open");
    expect(checkConnection(zone, { port: 2087 }).notes.length).toBeGreaterThan(0);
  });
});

describe("invalid arguments of a check", () => {
  const formats = "nftables, iptables, firewalld, csf, apf, ufw, listeners, nmap";
  const oneAddress = "one address of another machine, such as 203.0.113.9 or 2001:db8::9";

  test.for([
    [
      22,
      "connection",
      "the connection is 22; expected an object with a port, such as { port: 2087 }",
    ],
    [{ port: 0 }, "port", "port is 0; expected a whole number from 1 to 65535"],
    [
      { port: 22, source: "192.0.2.1" },
      "source",
      '"source" is not a field of a connection; expected one of port, protocol, direction, address',
    ],
    [{ port: 22, protocol: "icmp" }, "protocol", 'protocol is "icmp"; expected one of tcp, udp'],
    [
      { port: 22, direction: "in" },
      "direction",
      'direction is "in" (did you mean inbound?); expected one of inbound, outbound',
    ],
    [
      { port: 22, address: "203.0.113.0/24" },
      "address",
      `address is "203.0.113.0/24"; expected ${oneAddress}`,
    ],
    [
      { port: 22, address: "example.com" },
      "address",
      `address is "example.com"; expected ${oneAddress}`,
    ],
    [
      { port: 22, address: "127.0.0.1" },
      "address",
      `address is "127.0.0.1"; expected ${oneAddress}`,
    ],
    [
      { port: 22, address: "203.0.113.9/24" },
      "address",
      `address is "203.0.113.9/24"; expected ${oneAddress}`,
    ],
    [
      { port: 22, address: "::ffff:203.0.113.9" },
      "address",
      expect.stringContaining("expected a plain IPv4 address: no packet arrives"),
    ],
    [{ port: 22, address: "ff02::1" }, "address", `address is "ff02::1"; expected ${oneAddress}`],
    [
      { port: 22, address: "::ffff:203.0.113.9" },
      "address",
      expect.stringContaining("expected a plain IPv4 address"),
    ],
  ] as const)("rejects the connection %j", ([connection, field, message]) => {
    const error = thrown(() => check(nft(), connection as Connection));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field, message });
  });

  test("lists the accepted values of a field only if they are few", () => {
    const accepted = (connection: object) =>
      (thrown(() => check(nft(), connection as Connection)) as InvalidOptionError).accepted;
    expect(accepted({ port: 0 })).toEqual([]);
    expect(accepted({ port: 22, address: "127.0.0.1" })).toEqual([]);
    expect(accepted({ port: 22, protocol: "icmp" })).toEqual(["tcp", "udp"]);
  });

  test("rejects an unknown format, and unknown options", () => {
    expect(thrown(() => check(nft(), undefined, { format: "pf" as never }))).toMatchObject({
      field: "format",
      accepted: formats.split(", "),
      message: `unknown format "pf" (did you mean apf?); expected one of ${formats}`,
    });
    expect(thrown(() => check(nft(), undefined, { interfaces: "eth0" } as never))).toMatchObject({
      message: expect.stringMatching(/^"interfaces" is not one of the options /),
    });
  });

  test("rejects inputs of an undetectable format", () => {
    for (const [inputs, message] of [
      ["hello", `cannot detect the firewall format; set the option format to one of ${formats}`],
      [[], `no input; expected an input of ${formats}`],
      [7, `the input is 7; expected a string: an input of ${formats}`],
      ["#".repeat(2 ** 24 + 1), "the input has 16777217 characters; the limit is 16777216"],
    ] as const) {
      const error = thrown(() => check(inputs as string));
      expect(error).toBeInstanceOf(InvalidConfigurationError);
      expect(error).toMatchObject({ message });
    }
  });
});
