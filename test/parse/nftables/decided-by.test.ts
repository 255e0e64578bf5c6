import { describe, expect, test } from "vitest";
import type { Exposure } from "../../../src/net/types.ts";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";

const text = `table inet filter {
	set web {
		type inet_service
		elements = { 80, 443 }
	}

	chain services {
		tcp dport @web accept
		tcp dport {
			25,
			465
		} accept comment "mail"
	}

	chain input {
		type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
		ct state established,related accept
		tcp dport 22 meta cpu 1 accept # handle 7
		jump services
		tcp dport 23 jump nowhere
		tcp dport 24 dnat to 192.0.2.1
	}
	chain output {
		type filter hook output priority 0
		policy accept
	}
}
`;

const origin = (line: number, chain: string, quoted: string) => ({
  input: 0,
  line,
  text: quoted,
  table: "inet filter",
  chain,
});

const deciding = ({ rules, undetermined }: Exposure, port: number) =>
  [...rules, ...undetermined].find(
    ({ protocol, ports }) => protocol === "tcp" && ports.from <= port && port <= ports.through,
  )?.decidedBy;

describe("text", () => {
  const exposure = parseNftables(text);

  test("names the rule that opens a port, with its chain", () => {
    const quoted = "tcp dport @web accept";
    expect(deciding(exposure, 443)).toEqual(origin(8, "services", quoted));
  });

  test("quotes a rule of several lines on one line", () => {
    const quoted = 'tcp dport { 25, 465 } accept comment "mail"';
    expect(deciding(exposure, 25)).toEqual(origin(9, "services", quoted));
  });

  test("names the rule that leaves a port undetermined, with the comment after it", () => {
    const quoted = "tcp dport 22 meta cpu 1 accept # handle 7";
    expect(deciding(exposure, 22)).toEqual(origin(18, "input", quoted));
    expect(exposure.undetermined[0]?.reasons).toEqual([
      'line 18: whether the rule matches depends on "meta cpu == 1"',
    ]);
  });

  test("names the rule that jumps to a missing chain", () => {
    expect(deciding(exposure, 23)).toEqual(origin(20, "input", "tcp dport 23 jump nowhere"));
    expect(exposure.notes.find(({ line }) => line === 20)).toEqual({
      kind: "unknown",
      code: "not-declared",
      input: 0,
      line: 20,
      text: 'the rule refers to chain "nowhere", which is not in the input',
    });
  });

  test("names the rule that redirects connections", () => {
    expect(deciding(exposure, 24)).toEqual(origin(21, "input", "tcp dport 24 dnat to 192.0.2.1"));
    expect(exposure.notes.find(({ line }) => line === 21)).toMatchObject({ code: "translation" });
  });

  test("names the policy of a base chain, with its input", () => {
    const chain = (type: string) => `table ip t {\n chain c {\n${type}\ntcp dport 22 drop\n }\n}`;
    const opened = (type: string) => parseNftables(["table ip u {\n}", chain(type)]).rules[0];
    const expected = { input: 1, table: "ip t", chain: "c" };
    expect(opened("type filter hook input priority 0; policy accept;")?.decidedBy).toEqual({
      ...expected,
      line: 3,
      text: "type filter hook input priority 0; policy accept",
    });
    expect(opened("type filter hook input priority 0\npolicy accept")?.decidedBy).toEqual({
      ...expected,
      line: 4,
      text: "policy accept",
    });
    expect(opened("type filter hook input priority 0")?.decidedBy).toEqual({
      ...expected,
      line: 3,
      text: "type filter hook input priority 0",
    });
    expect(opened("policy accept; type filter hook input priority 0")?.decidedBy).toEqual({
      ...expected,
      line: 3,
      text: "policy accept",
    });
  });

  test("names the place of a variable instead of its definition", () => {
    const script = `define rule = tcp dport 22 meta cpu 2\ndefine port = 23\n${text.replace(
      "jump services",
      "$rule accept\n\t\ttcp dport $port accept",
    )}`;
    const exposure = parseNftables(script.replace("tcp dport 22 meta cpu 1", "tcp dport 9"));
    expect(deciding(exposure, 22)).toEqual(origin(21, "input", "$rule accept"));
    expect(deciding(exposure, 23)).toEqual(origin(22, "input", "tcp dport $port accept"));
  });

  test("names the command that leaves everything undetermined", () => {
    const command = 'include "/etc/nftables.d/*.nft"';
    expect(deciding(parseNftables(`${text}${command}\n`), 1)).toEqual({
      input: 0,
      line: 28,
      text: command,
      table: null,
      chain: null,
    });
    const inTable = parseNftables(text.replace("\tset web", `\t${command}\n\tset web`));
    expect(deciding(inTable, 1)).toMatchObject({ line: 2, table: "inet filter", chain: null });
  });

  test("names the base chain that only sees packets of some interfaces", () => {
    const ingress = 'type filter hook ingress device "eth0" priority 0';
    const exposure = parseNftables(
      `table netdev t {\n chain c {\n  ${ingress}; policy drop; meta l4proto icmpv6 accept;\n }\n}`,
    );
    expect(exposure.undetermined[0]).toMatchObject({
      reasons: ["line 3: chain c only sees packets of some interfaces"],
      decidedBy: { line: 3, text: `${ingress}; policy drop`, table: "netdev t", chain: "c" },
    });
    expect(exposure.notes).toMatchObject([{ kind: "unknown", code: "scope", line: 3 }]);
  });
});

describe("JSON", () => {
  const of = { family: "inet", table: "filter" };
  const hook = { type: "filter", hook: "input", prio: 0 };
  const match = (right: number) => ({
    match: { op: "==", left: { payload: { protocol: "tcp", field: "dport" } }, right },
  });
  const rule = (handle: number, ...expr: unknown[]) => ({
    rule: { ...of, chain: "input", handle, expr },
  });
  const read = (...objects: object[]) => parseNftables(JSON.stringify({ nftables: objects }));

  test("names rules by handle, with their statements", () => {
    const exposure = read(
      { chain: { ...of, name: "input", ...hook, policy: "drop" } },
      rule(4, match(22), { accept: null }),
      rule(5, { jump: { target: "x" } }),
    );
    expect(exposure.rules[0]?.decidedBy).toEqual({
      input: 0,
      line: null,
      text: "rule with handle 4: tcp dport 22 accept",
      table: "inet filter",
      chain: "input",
    });
    expect(exposure.undetermined[0]).toMatchObject({
      reasons: [
        'rule with handle 5 of chain input in inet filter: the rule refers to chain "x", which is not in the input',
      ],
      decidedBy: { line: null, text: "rule with handle 5: jump x", chain: "input" },
    });
  });

  test("names the policy of a base chain", () => {
    const exposure = read(
      { chain: { ...of, name: "input", ...hook, policy: "accept" } },
      rule(4, match(22), { drop: null }),
    );
    expect(exposure.rules[0]?.decidedBy).toEqual({
      input: 0,
      line: null,
      text: "type filter hook input priority 0; policy accept",
      table: "inet filter",
      chain: "input",
    });
  });

  test("names the chain of a table that may be dormant", () => {
    const exposure = read(
      { table: { family: "inet", name: "filter", flags: "filter" } },
      { chain: { ...of, name: "input", ...hook, policy: "drop" } },
    );
    expect(exposure.undetermined[0]?.reasons).toEqual([
      "chain input: cannot determine whether table filter is dormant",
    ]);
    expect(exposure.notes).toMatchObject([{ code: "dormant" }]);
  });

  test("names an unsupported command", () => {
    const exposure = read({ flush: { ruleset: null } });
    expect(exposure.undetermined[0]).toMatchObject({
      reasons: ['unsupported command "flush"'],
      decidedBy: { line: null, text: '{"flush":{"ruleset":null}}', table: null, chain: null },
    });
  });

  test("names a rule without a handle, and shortens long statements", () => {
    const exposure = read(
      { chain: { ...of, name: "input", ...hook, policy: "drop" } },
      {
        rule: {
          ...of,
          chain: "input",
          expr: [{ xt: "y".repeat(200), z: [[], 1, { a: null }] }, { accept: null }],
        },
      },
    );
    expect(exposure.undetermined[0]?.decidedBy?.text).toMatch(
      /^rule with handle \?: \{"xt":"y{60,}/,
    );
    expect(exposure.undetermined[0]?.reasons[0]).toMatch(/^rule with handle \? of chain/);
  });
});

test("names the rule that certainly opens a port before a rule that may open it", () => {
  const lines = [
    "tcp dport 22 meta cpu 1 accept",
    "meta mark 1 jump maybe",
    "tcp dport { 22, 23 } accept",
    "tcp dport 24 meta cpu 1 accept",
  ];
  const exposure = parseNftables(
    `table inet t {\nchain maybe {\ntcp dport 23 accept\n}\nchain c {\ntype filter hook input priority 0; policy drop; meta l4proto icmpv6 accept;\n${lines.join("\n")}\n}\n}\n`,
  );
  expect(deciding(exposure, 22)?.text).toBe(lines[2]);
  expect(deciding(exposure, 23)?.text).toBe(lines[2]);
  expect(exposure.rules.every(({ ports }) => ports.through < 24)).toBe(true);
});

test("names no rule for IPv4 as the one that opens ports to all of IPv6", () => {
  const read = (rules: string, others = "") =>
    parseNftables(`table ip filter {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established accept
    ${rules}
  }
}
${others}`).rules.map(({ sources, decidedBy }) => [sources, decidedBy?.line]);
  const some = "ip saddr 192.0.2.0/24 tcp dport 22 accept";
  expect(read(some)[1]).toEqual([["192.0.2.0/24", "::/0"], undefined]);
  const ipv6 = `table ip6 filter {
  chain input {
    type filter hook input priority 0; policy drop;
    meta l4proto icmpv6 accept
    ct state established accept
    tcp dport 22 accept
  }
}
`;
  expect(read(some, ipv6)).toEqual([[["192.0.2.0/24", "::/0"], 13]]);
  expect(read("tcp dport 22 accept", ipv6)).toEqual([["any", 5]]);
});
