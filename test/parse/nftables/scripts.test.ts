import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const read = (text: string) => openAndUndetermined(parseNftables(text));

describe("a script of commands", () => {
  const base = `flush ruleset
add table inet filter
add chain inet filter input { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; }
create chain inet filter web
`;

  test("adds rules, chains, sets and elements", () => {
    expect(
      read(`${base}
define admin = { 192.0.2.1, 192.0.2.2 }
add set inet filter ports { type inet_service; flags interval; elements = { 22 }; }
add map inet filter byport { type inet_service : verdict; }
add element inet filter ports { 80-81,
  443 }
add element inet filter byport { 2087 : accept, 2083 : jump web }
add counter inet filter c
add flowtable inet filter f { hook ingress priority 0; devices = { eth0 }; }
add limit inet filter slow { rate 5/minute; }
rule inet filter input ct state { established, related } accept
add rule inet filter input tcp dport @ports accept comment "a, b" # the rest
add rule inet filter input tcp dport vmap @byport
add rule inet filter web ip saddr $admin accept
add rule inet filter input tcp dport 25 limit name "slow" accept
`),
    ).toEqual({
      open: [
        "tcp 22",
        "tcp 25",
        "tcp 80-81",
        "tcp 443",
        "tcp 2083 192.0.2.1,192.0.2.2",
        "tcp 2087",
      ],
      undetermined: [],
    });
  });

  test("merges the sets that variables put into a set", () => {
    expect(
      read(`${base}
define office = { 192.0.2.1, 192.0.2.2 }
define friends = { $office, 198.51.100.0/24 }
define web = { 80, 443 }
add set inet filter trusted { type ipv4_addr; flags interval; elements = { 203.0.113.1, $office }; counter; }
add rule inet filter input ip saddr { $friends } tcp dport { $web, 8080 } accept
add rule inet filter input ip saddr @trusted tcp dport 22 accept
`),
    ).toEqual({
      open: [
        "tcp 22 192.0.2.1,192.0.2.2,203.0.113.1",
        "tcp 80 192.0.2.1,192.0.2.2,198.51.100.0/24",
        "tcp 443 192.0.2.1,192.0.2.2,198.51.100.0/24",
        "tcp 8080 192.0.2.1,192.0.2.2,198.51.100.0/24",
      ],
      undetermined: [],
    });
    // nft rejects sets as parts of a concatenation.
    const concatenated =
      "define pair = { 22, 80 }\nadd rule inet filter input ip saddr . tcp dport";
    for (const element of ["192.0.2.1 . $pair", "$pair . 22", "192.0.2.1 . 22, $pair . $pair"]) {
      expect(read(`${base}${concatenated} { ${element} } accept\n`).open).toEqual([]);
    }
  });

  test("replaces a variable after a colon", () => {
    const nat = (name: string) => `define port = 8080
define ports = { 8080, 8081 }
${base}
table ip nat {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    tcp dport 80 redirect to :${name}
  }
}
add rule inet filter input tcp dport 8080 accept
`;
    expect(read(nat("$port"))).toEqual(read(nat("8080")));
    for (const name of ["$ports", "$other"]) {
      expect(read(nat(name)).undetermined).toContain("tcp 80 0.0.0.0/0");
    }
  });

  test("takes a colon that touches a word for that of an element, but not the end of an address", () => {
    expect(
      read(`${base}
add map inet filter byport { type inet_service : verdict; elements = { 2087: accept, 2083:drop }; }
add rule inet filter input ct state vmap { established: accept, related:accept, invalid :drop }
add rule inet filter input tcp dport vmap { 22:jump web, 25: drop }
add rule inet filter input tcp dport vmap @byport
add rule inet filter input ip6 saddr vmap { 2001:db8::: accept, 2001:db8::1: accept, 2001:db8:1:: : accept }
add rule inet filter web accept
`),
    ).toEqual({
      open: [
        "tcp 1-21 2001:db8::/127,2001:db8:1::",
        "tcp 22",
        "tcp 23-24 2001:db8::/127,2001:db8:1::",
        "tcp 26-2082 2001:db8::/127,2001:db8:1::",
        "tcp 2084-2086 2001:db8::/127,2001:db8:1::",
        "tcp 2087",
        "tcp 2088-65535 2001:db8::/127,2001:db8:1::",
        "udp 1-65535 2001:db8::/127,2001:db8:1::",
      ],
      undetermined: [],
    });
  });

  test.for(["22", "22 accept", ": accept", "22:"])(
    "leaves ports in doubt for an unreadable element of a map: %s",
    (element) => {
      const rule = `add rule inet filter input tcp dport vmap { 80 : drop, ${element} }`;
      expect(read(`${base}${rule}\n`).open).toEqual([]);
      expect(read(`${base}${rule}\n`).undetermined).toContain("tcp 1-65535");
    },
  );

  test("inserts rules, deletes chains and flushes sets", () => {
    const rules = `${base}
add set inet filter ports { type inet_service; elements = { 22 }; }
add rule inet filter input tcp dport { 22, 80 } accept
insert rule inet filter input tcp dport 80 drop
`;
    expect(read(rules).open).toEqual(["tcp 22"]);
    expect(read(`${rules}flush chain inet filter input\n`).open).toEqual([]);
    expect(read(`${rules}delete chain inet filter input\n`).open).toEqual(["everything"]);
    expect(
      read(`${rules}flush set inet filter ports
insert rule inet filter input tcp dport @ports drop
`).open,
    ).toEqual(["tcp 22"]);
  });

  test("treats a table without a family as IPv4", () => {
    expect(
      read(`create table filter
add chain filter input { type filter hook input priority 0; policy drop; meta l4proto icmpv6 accept; }
add rule filter input tcp dport 22 accept
`).open,
    ).toContain("tcp 22");
  });

  test("names the line of an added rule", () => {
    const { rules } = parseNftables(`${base}add rule inet filter input tcp dport { 22 } accept\n`);
    expect(rules[0]?.decidedBy).toEqual({
      ...{ input: 0, line: 5, table: "inet filter", chain: "input" },
      text: "add rule inet filter input tcp dport { 22 } accept",
    });
  });
});

describe("the policy of a chain", () => {
  const withPolicy = (policy: string) => (value: string) =>
    parseNftables(`define pol = ${value}
table inet t {
  chain c {
    type filter hook input priority 0; policy ${policy};
  }
}`);

  test("accepts a variable only with a quoted value, as nft requires", () => {
    expect(withPolicy("$pol")('"drop"').defaults.inbound).toBe("drop");
    expect(withPolicy("drop")("x").defaults.inbound).toBe("drop");
    for (const [policy, value] of [
      ["$pol", "accept"],
      ['"accept"', "x"],
      ["$pol", '"continue"'],
      ["", "x"],
    ] as const) {
      expect(() => withPolicy(policy)(value)).toThrow(
        "line 4 has a policy that is neither accept nor drop",
      );
    }
  });
});

describe("an unreached chain", () => {
  const table = (rules: string, others = "") => `table inet filter {
  ${others}
  chain input {
    type filter hook input priority 0; policy accept;
    ${rules}
  }
  chain web {
    tcp dport 80 accept
  }
  chain empty {
  }
}`;
  const unused = (text: string) =>
    parseNftables(text).notes.filter(({ code }) => code === "unreached");

  test("is noted as unreached", () => {
    expect(unused(table("accept"))).toEqual([
      {
        ...{ kind: "ignored", code: "unreached", input: 0, line: 8 },
        text: "chain web is never reached from a base chain",
        decidedBy: [
          {
            ...{ input: 0, line: 8, text: "tcp dport 80 accept" },
            ...{ table: "inet filter", chain: "web" },
          },
        ],
      },
    ]);
    expect(unused(table("jump missing"))).toHaveLength(1);
  });

  test.for([
    ["jump web", ""],
    ["tcp dport 80 goto web", ""],
    ["tcp dport vmap { 22 : accept, 80 : jump web }", ""],
    ["tcp dport vmap @m", "map m { type inet_service : verdict; elements = { 80 : jump web } }"],
    [
      "tcp dport vmap @m\n udp dport vmap @m",
      "map m { type inet_service : verdict; elements = { 80 : jump web } }",
    ],
    ["jump a", "chain a { jump web; }"],
    ["unsupported statement", ""],
  ] as const)("is not noted if reached by %s", ([rules, others]) => {
    expect(unused(table(rules, others))).toEqual([]);
  });

  test("is noted as unreached if a map is missing", () => {
    expect(unused(table("tcp dport vmap @m"))).toHaveLength(1);
  });
});

describe("iptables extensions that nft knows only by name", () => {
  const text = (rule: string) =>
    read(`table ip filter {
  chain INPUT {
    type filter hook input priority filter; policy accept;
    meta l4proto tcp tcp dport 22 ${rule}
  }
}`);
  const json = (...statements: object[]) => {
    const names = { family: "ip", table: "filter" };
    const hook = { type: "filter", hook: "input", prio: 0, policy: "accept" };
    const left = { payload: { protocol: "tcp", field: "dport" } };
    return read(
      JSON.stringify({
        nftables: [
          { chain: { ...names, ...hook, name: "INPUT" } },
          {
            rule: {
              ...{ ...names, chain: "INPUT" },
              expr: [{ match: { op: "==", left, right: 22 } }, ...statements],
            },
          },
        ],
      }),
    );
  };
  const match = (name: string) => ({ xt: { type: "match", name } });
  const target = (name: string) => ({ xt: { type: "target", name } });
  const open = { open: ["everything"], undetermined: [] };
  const closed = {
    open: ["tcp 1-21", "tcp 22 ::/0", "tcp 23-65535", "udp 1-65535"],
    undetermined: [],
  };

  test("ignores comments and log targets", () => {
    expect(text("xt match comment counter packets 0 bytes 0 drop")).toEqual(closed);
    expect(json(match("comment"), { drop: null })).toEqual(closed);
    expect(text('counter packets 0 bytes 0 xt target "LOG"')).toEqual(open);
    expect(json(target("LOG"))).toEqual(open);
    expect(json(target("MARK"))).toEqual(open);
  });

  test("never fulfils a match of another protocol", () => {
    expect(text("xt match icmp drop")).toEqual(open);
    expect(json(match("icmp"), { drop: null })).toEqual(open);
  });

  test("follows other targets by their names", () => {
    expect(text("xt target REJECT")).toEqual(closed);
    expect(json(target("REJECT"))).toEqual(closed);
    expect(json(target("REDIRECT")).undetermined).toEqual(["tcp 22 0.0.0.0/0"]);
    expect(json(target("NFQUEUE")).undetermined).toEqual(["tcp 22 0.0.0.0/0"]);
  });

  test("leaves ports in doubt for other matches, and names them", () => {
    const exposure = parseNftables(`table ip filter {
  chain INPUT {
    type filter hook input priority filter; policy accept;
    tcp dport 24 xt match recent counter packets 0 bytes 0 drop
  }
}`);
    expect(exposure.undetermined.map(({ ports, reasons }) => [ports.from, reasons])).toEqual([
      [24, ['line 4: whether the rule matches depends on "xt match recent"']],
    ]);
    expect(json(match("u32"), { drop: null }).undetermined).toEqual(["tcp 22 0.0.0.0/0"]);
  });

  test("leaves the fate of packets in doubt for an unnamed extension", () => {
    const inDoubt = ["tcp 22 0.0.0.0/0"];
    expect(json({ xt: null }).undetermined).toEqual(inDoubt);
    expect(json({ xt: null }, { drop: null }).undetermined).toEqual(inDoubt);
    expect(text("xt target").undetermined).toEqual(inDoubt);
  });

  test("decides the port as below the limit of a limit match", () => {
    expect(text("xt match limit drop")).toEqual(closed);
  });
});
