import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { neighborDiscovery } from "../../support/neighbor-discovery.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { qualified } from "../../support/qualified.ts";

/** Rules by base chain; inbound connections are dropped unless a rule accepts them. */
interface Rules {
  readonly raw?: readonly string[];
  readonly nat?: readonly string[];
  readonly input: readonly string[];
  readonly output?: readonly string[];
  readonly rawOutput?: readonly string[];
  readonly sets?: string;
}

function exposureOf({ raw = [], nat = [], input, output = [], rawOutput = [], sets = "" }: Rules) {
  const chain = (name: string, head: string, rules: readonly string[], policy = "accept") =>
    `chain ${name} {\ntype ${head}; policy ${policy}; meta l4proto icmpv6 accept;\n${rules.join("\n")}\n}\n`;
  return parseNftables(`table inet t {
${sets}
${chain("raw", "filter hook prerouting priority -300", raw)}
${chain("raw_output", "filter hook output priority -300", rawOutput)}
${chain("nat", "nat hook prerouting priority -100", nat)}
${chain("input", "filter hook input priority 0", input, "drop")}
${chain("output", "filter hook output priority 0", output)}
}`);
}

const read = (rules: Rules) => openAndUndetermined(exposureOf(rules));
const opened = (...open: readonly string[]) => ({ open, undetermined: [] });

describe("marks", () => {
  test.for([
    ["0x1", "0x1", ["tcp 22"]],
    ["0x1", "0x2", []],
    ["0x1", "{ 1, 5-6 }", ["tcp 22"]],
    ["5", "5-6", ["tcp 22"]],
    ["0x1", "!= 0x1", ["tcp 1-21", "tcp 23-65535", "udp 1-65535"]],
    ["0x11", "& 0xf == 0x1", ["tcp 22"]],
    ["meta mark | 0x10", "0x10", ["tcp 22"]],
    ["meta mark & 0xffffff00 | 0x3", "3", ["tcp 22"]],
    ["meta mark ^ 0xffffffff", "0xffffffff", ["tcp 22"]],
  ] as const)("compares a mark set to %s with %s", ([value, compared, open]) => {
    const raw = [`tcp dport 22 meta mark set ${value}`];
    expect(read({ raw, input: [`meta mark ${compared} accept`] })).toEqual(opened(...open));
  });

  test("applies the mark of a connection to its replies", () => {
    const rules = {
      nat: ["tcp dport 22 meta mark set 7", "ct mark set meta mark"],
      input: ["tcp dport 22-23 accept"],
    };
    expect(read({ ...rules, output: ["ct mark 0 drop"] })).toEqual(opened("tcp 22"));
    expect(read({ ...rules, output: ["meta mark set ct mark", "mark != 7 drop"] })).toEqual(
      opened("tcp 22"),
    );
  });

  test("leaves ports in doubt when a mark is unsupported", () => {
    for (const value of [
      "numgen inc mod 2",
      "0x1ffffffff",
      "tcp dport map { 22 : 0x1 }",
      "1 << 2",
    ]) {
      const raw = [`meta mark set ${value}`];
      expect(read({ raw, input: ["meta mark 1 accept"] }).undetermined).not.toEqual([]);
    }
    for (const compared of ["x", "& (1 | x) == 1"]) {
      const input = [`meta mark ${compared} accept`];
      expect(read({ raw: ["meta mark set 1"], input }).undetermined).not.toEqual([]);
    }
  });

  test("sets a mark whether or not the rest of the rule matches", () => {
    const rest = (rule: string) =>
      read({ nat: [rule], input: ["ct state established accept", "meta mark 1 accept"] });
    expect(rest("meta mark set 1 tcp dport 22 accept")).toEqual(opened("everything"));
    expect(rest("meta mark set 1 tcp dport vmap { 22 : drop }")).toEqual(
      opened("tcp 1-21", "tcp 23-65535", "udp 1-65535"),
    );
    expect(rest("meta mark 0 meta mark set 1 tcp dport 22 accept").undetermined).not.toEqual([]);
    expect(rest("ct state new meta mark set 1 tcp dport 22 accept")).toEqual(opened("everything"));
    expect(rest("ct status dnat meta mark set 1 tcp dport 22 accept")).toEqual(opened());
    expect(rest("meta mark set 1 meta mark set 2")).toEqual(opened());
  });

  test("sets a mark only for packets that fulfil the conditions before it", () => {
    const rest = (rule: string) =>
      read({ nat: [rule], input: ["ct state established accept", "meta mark 1 accept"] });
    expect(rest("meta mark set 2 tcp dport 22 meta mark set 1")).toEqual(opened("tcp 22"));
    expect(rest("tcp dport 22-23 meta mark set 1 tcp dport 23 meta mark set 2")).toEqual(
      opened("tcp 22"),
    );
    expect(rest("tcp dport 22 meta mark set 1 ct mark set 1 tcp dport 23 drop")).toEqual(
      opened("tcp 22"),
    );
    expect(rest("tcp dport 22 meta mark set 1 limit rate over 9/second drop")).toEqual(
      opened("tcp 22"),
    );
    expect(rest("tcp dport 22 meta mark set 1 meta cpu 1 counter")).toEqual(opened("tcp 22"));
    expect(rest("tcp dport 22 meta cpu 1 meta mark set 1")).toEqual({
      open: [],
      undetermined: ["tcp 22"],
    });
  });

  test("qualifies ports when a mark is set only for some addresses", () => {
    const raw = ["ip saddr @friends meta mark set 1"];
    const exposure = exposureOf({ raw, input: ["tcp dport 22 meta mark 1 accept"] });
    expect(openAndUndetermined(exposure)).toEqual(opened());
    expect(qualified(exposure)).toEqual([
      "tcp 22 0.0.0.0/0 may be open to some (set friends, line 5)",
    ]);
  });
});

describe("translations", () => {
  const input = ["tcp dport 8080 accept"];

  test.for([
    ["redirect to :8080", ["tcp 80", "tcp 8080"], []],
    [`redirect to :"http-alt"`, ["tcp 80", "tcp 8080"], []],
    ["redirect to :http-alt", ["tcp 80", "tcp 8080"], []],
    ["redirect to :nothing", ["tcp 8080"], ["tcp 80"]],
    ["dnat to :8080", ["tcp 80", "tcp 8080"], []],
    ["redirect to :9", ["tcp 8080"], []],
    ["redirect", ["tcp 8080"], []],
    ["redirect to :8080-8090", ["tcp 8080"], ["tcp 80"]],
    ["redirect to :8080 random", ["tcp 8080"], ["tcp 80"]],
    ["dnat ip to 192.0.2.1", ["tcp 8080"], ["tcp 80 0.0.0.0/0"]],
    ["dnat ip6 to :8080", ["tcp 80 ::/0", "tcp 8080"], []],
  ] as const)("follows %s", ([statement, open, undetermined]) => {
    expect(read({ nat: [`tcp dport 80 ${statement}`], input })).toEqual({ open, undetermined });
  });

  test("follows redirects only in nat chains, and only inbound", () => {
    expect(read({ input: ["tcp dport 80 redirect to :8080"] }).undetermined).toEqual(["tcp 80"]);
    const out = exposureOf({ input, output: ["tcp dport 80 redirect to :8080"] });
    expect(openAndUndetermined(out, "outbound").undetermined).toEqual(["tcp 80"]);
  });

  test("matches ct status dnat for translated connections", () => {
    const nat = ["tcp dport 80 redirect to :8080", "tcp dport 81 dnat ip to 192.0.2.1"];
    expect(read({ nat, input: ["ct status dnat accept"] })).toEqual({
      open: ["tcp 80"],
      undetermined: ["tcp 81 0.0.0.0/0"],
    });
    expect(read({ input: ["ct status dnat accept"] })).toEqual(opened());
    expect(read({ nat, input: ["ct status != dnat tcp dport 22 accept"] }).undetermined).toEqual([
      "tcp 22",
      "tcp 81 0.0.0.0/0",
    ]);
  });

  test("leaves a match of the original port in doubt where ports are translated", () => {
    const nat = ["tcp dport 80 redirect to :8080"];
    const input = ["ct original proto-dst 80 accept"];
    expect(read({ nat, input }).undetermined).not.toEqual([]);
    expect(read({ nat, input: ["ct reply proto-src 8080 accept"] }).undetermined).toEqual([]);
  });
});

describe("untracked packets", () => {
  const raw = ["udp dport 53 notrack", "tcp dport 53 notrack"];

  test("matches untracked, and its replies match new or invalid", () => {
    expect(read({ raw, input: ["ct state untracked accept"] })).toEqual(opened("tcp 53", "udp 53"));
    expect(read({ raw, input: ["ct state new,established accept"] })).toEqual(
      opened("tcp 1-52", "tcp 54-65535", "udp 1-52", "udp 54-65535"),
    );
    const input = ["ct state untracked accept"];
    expect(read({ raw, input, output: ["ct state new drop"] })).toEqual(opened("tcp 53"));
    expect(read({ raw, input, output: ["ct state invalid drop"] })).toEqual(opened("udp 53"));
    expect(
      read({ raw, input, rawOutput: ["notrack"], output: ["ct state untracked drop"] }),
    ).toEqual(opened());
    expect(read({ raw, input: ["ct state x accept"] }).undetermined).not.toEqual([]);
    const itself = ["ct state untracked notrack tcp dport 53 accept"];
    expect(read({ raw: itself, input }).undetermined).not.toEqual([]);
  });

  test("makes later packets invalid when replies are untracked", () => {
    const rawOutput = ["tcp sport 443 notrack"];
    const input = [
      "ct state established accept",
      "ct state invalid drop",
      "tcp dport 443-444 accept",
    ];
    expect(read({ rawOutput, input })).toEqual(opened("tcp 444"));
    expect(read({ rawOutput, input: ["ct state new,invalid,established accept"] })).toEqual(
      opened("everything"),
    );
  });

  test("has no translation and no connection mark", () => {
    const nat = ["udp dport 53 redirect to :5353", "ct mark set 1"];
    expect(read({ raw, nat, input: ["udp dport 5353 accept"] })).toEqual(opened("udp 5353"));
    expect(read({ raw, input: ["ct mark set 1", "udp dport 53 ct mark 1 accept"] })).toEqual(
      opened(),
    );
  });

  test("exempts packets only in chains before conntrack", () => {
    expect(read({ input: ["notrack", "ct state untracked accept"] })).toEqual(opened());
  });
});

describe("sets that rules fill", () => {
  const sets = "set s { type ipv4_addr; flags dynamic; }";
  const ssh = "tcp dport 22 accept";
  const add = "tcp dport 22 add @s { ip saddr timeout 1h }";

  test("contains an address that an earlier packet added, and no typical address otherwise", () => {
    const established = "ct state established accept";
    const exposure = exposureOf({ sets, input: [established, "ip saddr @s drop", add, ssh] });
    expect(openAndUndetermined(exposure)).toEqual(opened("tcp 22"));
    expect(qualified(exposure)).toEqual([
      "tcp 22 0.0.0.0/0 may be closed to some (set s, line 21)",
    ]);
    // The first packet adds the address, and the third finds it there.
    expect(read({ sets, input: ["ip saddr @s drop", add, ssh] })).toEqual(opened("tcp 22 ::/0"));
    expect(read({ sets, input: [add, "ip saddr @s drop", ssh] })).toEqual(opened("tcp 22 ::/0"));
    expect(read({ sets, input: [add, "delete @s { ip saddr }", "ip saddr @s drop", ssh] })).toEqual(
      opened("tcp 22"),
    );
    expect(read({ sets, input: [add, "ip saddr != @s accept", ssh] }).undetermined).toEqual([]);
    const itself = "ip saddr != @s add @s { ip saddr } tcp dport 22 accept";
    expect(read({ sets, input: [itself] }).undetermined).toEqual(["tcp 22 0.0.0.0/0"]);
  });

  test("applies to outbound connections by their destination", () => {
    const out = (...output: readonly string[]) => {
      const exposure = exposureOf({ sets, input: ["ct state established accept"], output });
      return {
        ...openAndUndetermined(exposure, "outbound"),
        qualified: qualified(exposure, "outbound"),
      };
    };
    const add = "tcp dport 25 add @s { ip daddr }";
    const drop = "ip daddr @s tcp dport 25 drop";
    expect(out(add, drop)).toEqual({
      ...opened("tcp 1-24", "tcp 25 ::/0", "tcp 26-65535", "udp 1-65535"),
      qualified: [],
    });
    expect(out(drop, add)).toEqual(out(add, drop));
    expect(out("ct state established accept", drop, add)).toEqual({
      ...opened("everything"),
      qualified: ["tcp 25 0.0.0.0/0 may be closed to some (set s, line 26)"],
    });
  });

  test("leaves ports in doubt when rules add the server's own address", () => {
    const input = ["tcp dport 22 add @s { ip daddr }", "ip daddr @s drop", ssh];
    expect(read({ sets, input })).toEqual({
      open: ["tcp 22 ::/0"],
      undetermined: ["tcp 22 0.0.0.0/0"],
    });
  });

  test("contains no address that only connections above a limit add", () => {
    const established = "ct state established accept";
    const drop = "ip saddr @s drop";
    for (const ban of [
      "tcp dport 22 limit rate over 3/minute add @s { ip saddr timeout 1h }",
      "tcp dport 22 update @m { ip saddr limit rate over 3/minute } add @s { ip saddr } drop",
      "tcp dport 22 ct count over 9 add @s { ip saddr } reject",
    ]) {
      const exposure = exposureOf({ sets, input: [established, drop, ban, ssh] });
      expect(openAndUndetermined(exposure)).toEqual(opened("tcp 22"));
      expect(qualified(exposure)).toEqual([
        "tcp 22 0.0.0.0/0 limited (line 22)",
        "tcp 22 0.0.0.0/0 may be closed to some (set s, line 21)",
      ]);
    }
    const below = "tcp dport 22 limit rate 3/minute add @s { ip saddr }";
    expect(read({ sets, input: [established, below, drop, ssh] })).toEqual(opened("tcp 22 ::/0"));
  });

  test("leaves ports in doubt when a set is filled by several keys, limited elements or an unsupported key", () => {
    for (const other of [
      "add @s { ip daddr }",
      "add @s { ip saddr limit rate 1/second }",
      "add @s { th dport . x }",
    ]) {
      const input = [add, other, "ip saddr @s drop", ssh];
      expect(read({ sets, input }).undetermined).not.toEqual([]);
    }
  });
});

test("reads marks, translations, notrack and sets from JSON", () => {
  const name = { family: "inet", table: "t" };
  const base = (chain: string, type: string, hook: string, prio: number, policy: string) => ({
    chain: { ...name, name: chain, type, hook, prio, policy },
  });
  const read = (...rules: readonly (readonly [chain: string, ...expr: object[]])[]) =>
    openAndUndetermined(
      parseNftables(
        JSON.stringify({
          nftables: [
            base("raw", "filter", "prerouting", -300, "accept"),
            base("nat", "nat", "prerouting", -100, "accept"),
            base("input", "filter", "input", 0, "drop"),
            { set: { ...name, name: "s", type: "ipv4_addr", flags: ["dynamic"] } },
            ...[["input", ...neighborDiscovery.json] as const, ...rules].map(
              ([chain, ...expr]) => ({ rule: { ...name, chain, expr } }),
            ),
          ],
        }),
      ),
    );
  const dport = { payload: { protocol: "tcp", field: "dport" } };
  const saddr = { payload: { protocol: "ip", field: "saddr" } };
  const mark = { meta: { key: "mark" } };
  const match = (left: object, right: unknown, op = "==") => ({ match: { op, left, right } });
  const set = (value: unknown) => ({ mangle: { key: mark, value } });
  const accept = { accept: null };
  const on = match(dport, 80);
  const masked = match({ "&": [mark, 15] }, 1);
  expect(read(["raw", on, set(17)], ["input", masked, accept])).toEqual(opened("tcp 80"));
  expect(
    read(["raw", on, set({ "|": [{ "&": [mark, 240] }, 3] })], ["input", match(mark, 3), accept]),
  ).toEqual(opened("tcp 80"));
  expect(
    read(["raw", set({ numgen: {} })], ["input", match(mark, 3), accept]).undetermined,
  ).not.toEqual([]);
  expect(
    read(["raw", set({ "<<": [1, 2] })], ["input", match(mark, 4), accept]).undetermined,
  ).not.toEqual([]);
  const open = match(dport, 8080);
  const dnat = match({ ct: { key: "status" } }, "dnat", "in");
  for (const statement of [{ redirect: { port: 8080 } }, { dnat: { port: 8080 } }]) {
    expect(read(["nat", on, statement], ["input", open, accept])).toEqual(
      opened("tcp 80", "tcp 8080"),
    );
    expect(read(["nat", on, statement], ["input", dnat, accept])).toEqual(opened("tcp 80"));
  }
  expect(read(["nat", on, { redirect: null }], ["input", on, accept])).toEqual(opened("tcp 80"));
  for (const statement of [
    { dnat: { addr: "192.0.2.1" } },
    { dnat: { addr: "192.0.2.1", port: 8080 } },
    { dnat: { addr: "2001:db8::1", port: 8080 } },
    { dnat: { addr: { map: { key: dport, data: "@m" } } } },
    { redirect: { port: { range: [1, 2] } } },
  ]) {
    expect(read(["nat", on, statement]).undetermined).toEqual(["tcp 80"]);
  }
  const untracked = match({ ct: { key: "state" } }, "untracked", "in");
  expect(read(["raw", on, { notrack: null }], ["input", untracked, accept])).toEqual(
    opened("tcp 80"),
  );
  const add = (elem: object) => ({ set: { op: "add", set: "@s", elem } });
  const drop = [match(saddr, "@s"), { drop: null }] as const;
  const stmt = { limit: { rate: 3, burst: 5, per: "minute", inv: true } };
  const limited = { set: { op: "update", set: "@m", elem: saddr, stmt: [stmt] } };
  for (const above of [limited, { meter: { key: saddr, stmt, size: 65535, name: "m" } }]) {
    const ban = ["input", on, above, add(saddr), { drop: null }] as const;
    expect(read(["input", ...drop], ban, ["input", on, accept])).toEqual(opened("tcp 80"));
  }
  for (const elem of [saddr, { elem: { val: saddr, timeout: 60 } }]) {
    expect(read(["input", on, add(elem)], ["input", ...drop], ["input", on, accept])).toEqual(
      opened("tcp 80 ::/0"),
    );
  }
});

test.for([
  [{ redirect: { port: "http-alt" } }, ["tcp 80", "tcp 8080"], []],
  [{ dnat: { port: "http-alt" } }, ["tcp 80", "tcp 8080"], []],
  [{ redirect: { port: "nothing" } }, ["tcp 8080"], ["tcp 80"]],
  [{ redirect: { port: { range: [8080, 8090] } } }, ["tcp 8080"], ["tcp 80"]],
  [{ redirect: null }, ["tcp 8080"], []],
] as const)(
  "reads translated ports in JSON by number and name: %j",
  ([statement, open, undetermined]) => {
    const chain = (name: string, hook: object) => ({
      chain: { family: "inet", table: "t", name, ...hook },
    });
    const dport = (port: number) => ({
      match: { op: "==", left: { payload: { protocol: "tcp", field: "dport" } }, right: port },
    });
    const state = { match: { op: "in", left: { ct: { key: "state" } }, right: "established" } };
    const icmpv6 = { match: { op: "==", left: { meta: { key: "l4proto" } }, right: "ipv6-icmp" } };
    const rule = (chain: string, ...expr: readonly object[]) => ({
      rule: { family: "inet", table: "t", chain, expr },
    });
    const text = JSON.stringify({
      nftables: [
        { table: { family: "inet", name: "t" } },
        chain("p", { type: "nat", hook: "prerouting", prio: -100, policy: "accept" }),
        chain("i", { type: "filter", hook: "input", prio: 0, policy: "drop" }),
        rule("p", dport(80), statement),
        rule("i", state, { accept: null }),
        rule("i", icmpv6, { accept: null }),
        rule("i", dport(8080), { accept: null }),
      ],
    });
    expect(openAndUndetermined(parseNftables(text))).toMatchObject({
      open,
      undetermined,
    });
  },
);
