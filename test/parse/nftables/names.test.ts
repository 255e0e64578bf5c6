import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidConfigurationError } from "../../../src/errors.ts";
import type { Exposure } from "../../../src/net/types.ts";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { neighborDiscovery } from "../../support/neighbor-discovery.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { thrown } from "../../support/thrown.ts";

/** The names of the parts of a ruleset. */
interface Names {
  readonly table: string;
  readonly base: string;
  readonly first: string;
  readonly second: string;
  readonly set: string;
  readonly map: string;
}

const plainNames: Names = {
  table: "table-0",
  base: "chain-0",
  first: "chain-1",
  second: "chain-2",
  set: "set-0",
  map: "map-0",
};

/** Returns a ruleset with the given names, as `nft list ruleset` prints it. */
const textOf = ({ table, base, first, second, set, map }: Names) => `table inet ${table} {
	set ${set} {
		type inet_service
		elements = { 22, 80 }
	}

	map ${map} {
		type inet_service : verdict
		elements = { 25 : jump ${first}, 26 : goto ${second} }
	}

	chain ${first} {
		tcp dport 23 accept
		drop
	}

	chain ${second} {
		accept
	}

	chain ${base} {
		type filter hook input priority filter; policy drop; meta l4proto icmpv6 accept;
		tcp dport @${set} jump ${first}
		tcp dport vmap @${map}
		tcp dport vmap { 27 : jump ${first}, 28 : jump ${second} }
		tcp dport 29 jump ${second} comment "x y"
		tcp dport 30 meta mark and 0x1 == 0x1 jump ${first}
		tcp dport != @${set} tcp dport 22-40 goto ${second} # handle 9
	}
}
`;

/** Returns the same ruleset as `nft -j list ruleset` prints it. */
const jsonOf = ({ table, base, first, second, set, map }: Names) => {
  const of = { family: "inet", table };
  const dport = { payload: { protocol: "tcp", field: "dport" } };
  const match = (right: unknown, op = "==") => ({ match: { op, left: dport, right } });
  const jump = (target: string) => ({ jump: { target } });
  const rule = (chain: string, ...expr: object[]) => ({ rule: { ...of, chain, handle: 1, expr } });
  const and = { "&": [{ meta: { key: "mark" } }, 1] };
  const hook = { type: "filter", hook: "input", prio: 0, policy: "drop" };
  const goto = { goto: { target: second } };
  return JSON.stringify({
    nftables: [
      { metainfo: { version: "1.0.6" } },
      { table: { family: "inet", name: table } },
      { set: { ...of, name: set, type: "inet_service", elem: [22, 80] } },
      {
        map: {
          ...of,
          name: map,
          map: "verdict",
          elem: [
            [25, jump(first)],
            [26, goto],
          ],
        },
      },
      { chain: { ...of, name: first } },
      { chain: { ...of, name: second } },
      { chain: { ...of, name: base, ...hook } },
      rule(base, ...neighborDiscovery.json),
      rule(first, match(23), { accept: null }),
      rule(first, { drop: null }),
      rule(second, { accept: null }),
      rule(base, match(`@${set}`), jump(first)),
      rule(base, { vmap: { key: dport, data: `@${map}` } }),
      rule(base, {
        vmap: {
          key: dport,
          data: {
            set: [
              [27, jump(first)],
              [28, jump(second)],
            ],
          },
        },
      }),
      rule(base, match(29), jump(second)),
      rule(base, match(30), { match: { op: "==", left: and, right: 1 } }, jump(first)),
      rule(base, match(`@${set}`, "!="), match({ range: [22, 40] }), goto),
    ],
  });
};

const portsOf = (exposure: Exposure) => openAndUndetermined(exposure);

/** The ports the ruleset opens, whatever its names. */
const expected = {
  open: ["tcp 23-24", "tcp 26", "tcp 28-29", "tcp 31-40"],
  undetermined: ["tcp 30"],
};

const oddNames = [
  "a b",
  "a  b",
  "accept",
  "drop",
  "chain",
  "jump",
  "goto accept",
  "jump drop",
  "type filter",
  "policy",
  "comment",
  'comment "x"',
  "a#b",
  "# a",
  "a # handle 9",
  'say "hi"',
  '"',
  '"quoted"',
  "it's",
  "x,y",
  "x, y",
  "(z)",
  "a = b",
  "elements",
  "22 : accept",
  "n".repeat(128),
  `${"n ".repeat(63)}n`,
  "ünï ☃",
  "\u00a0",
  "\u2028",
  "\u202e",
  "__proto__",
  "constructor",
  "0 late chain-1",
  "chain-1 x",
  "set-0 x",
  "\\",
  "$x",
  "@set-0",
  "inet table-0",
  "-",
];

test("reads the same ports from text and JSON", () => {
  expect(portsOf(parseNftables(textOf(plainNames)))).toEqual(expected);
  expect(portsOf(parseNftables(jsonOf(plainNames)))).toEqual(expected);
});

describe.for(["table", "base", "first", "second", "set", "map"] as const)(
  "an odd name for the %s",
  (part) => {
    test.for(oddNames)("does not change the open ports: %j", (name) => {
      const names = { ...plainNames, [part]: name };
      expect(portsOf(parseNftables(jsonOf(names)))).toEqual(expected);
      expect(portsOf(parseNftables(textOf(names)))).toEqual(expected);
    });
  },
);

test("distinguishes a chain from another whose name is a prefix of its name", () => {
  const names = { ...plainNames, first: "a b", second: "a" };
  expect(portsOf(parseNftables(jsonOf(names)))).toEqual(expected);
  expect(portsOf(parseNftables(textOf(names)))).toEqual(expected);
});

test("distinguishes a chain named jump from the chain named after it", () => {
  const names = { ...plainNames, first: "jump", second: "," };
  expect(portsOf(parseNftables(textOf(names)))).toEqual(expected);
});

test.for([
  ["web", "web\u00a0"],
  ["\u3000web", "web"],
  ["a\u00a0b c", "a\u00a0b"],
  ["\ufeff", "\u00a0"],
  ["é", "e\u0301"],
  ["x".repeat(255), "x".repeat(254)],
  [`${"x".repeat(250)} y`, "x".repeat(250)],
])("distinguishes the chains %j and %j", ([first, second]) => {
  const names = { ...plainNames, first, second } as Names;
  expect(portsOf(parseNftables(jsonOf(names)))).toEqual(expected);
  expect(portsOf(parseNftables(textOf(names)))).toEqual(expected);
});

test("rejects names that the kernel does not allow", () => {
  const error = thrown(() => parseNftables(textOf({ ...plainNames, first: "a ".repeat(200) })));
  expect((error as Error).message).toMatch(/^line 12 must have a name and \{ after chain/);
});

test("keeps ports closed when a chain drops them and its name is a prefix of another", () => {
  const of = { family: "inet", table: "t" };
  const json = JSON.stringify({
    nftables: [
      { chain: { ...of, name: "a" } },
      { chain: { ...of, name: "a b" } },
      { chain: { ...of, name: "in put", type: "filter", hook: "input", prio: 0 } },
      { rule: { ...of, chain: "a", handle: 1, expr: [{ accept: null }] } },
      { rule: { ...of, chain: "a b", handle: 2, expr: [{ drop: null }] } },
      { rule: { ...of, chain: "in put", handle: 3, expr: [{ jump: { target: "a b" } }] } },
    ],
  });
  expect(portsOf(parseNftables(json))).toEqual({ open: [], undetermined: [] });
});

test("distinguishes tables with odd names and families", () => {
  const table = (family: string, name: string, port: number) => ({
    chain: { family, table: name, name: `c${port}`, type: "filter", hook: "input", prio: 0 },
  });
  const drop = (family: string, name: string, port: number) => ({
    rule: {
      family,
      table: name,
      chain: `c${port}`,
      handle: port,
      expr: [
        {
          match: {
            op: "==",
            left: { payload: { protocol: "tcp", field: "dport" } },
            right: port,
          },
        },
        { drop: null },
      ],
    },
  });
  const parts = [
    ["ip", "6 a"],
    ["ip6", "a"],
    ["ip", "a"],
  ] as const;
  const json = JSON.stringify({
    nftables: parts.flatMap(([family, name], i) => [
      table(family, name, i + 1),
      drop(family, name, i + 1),
    ]),
  });
  expect(portsOf(parseNftables(json)).open).toEqual([
    "tcp 1 ::/0",
    "tcp 2 0.0.0.0/0",
    "tcp 3 ::/0",
    "tcp 4-65535",
    "udp 1-65535",
  ]);
});

/** The characters of names: all except for those that end a line, a block or a statement, and spaces at the ends. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."a b c # \" ' , . : = @ ( ) & | ! < > / \\ $ * - + 1".split(" "), " "),
      fc.constantFrom(" accept", " drop", "jump ", "chain", " comment ", "tcp dport", " handle"),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) =>
    parts
      .join("")
      .replace(/[\p{Cc}{};]/gu, "")
      .trim()
      .slice(0, 128)
      .trim(),
  )
  .filter((text) => text !== "");

test("reads text with random names like its JSON, or rejects it as ambiguous", () => {
  let read = 0;
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 6, maxLength: 6 }), (list) => {
      const [table, base, first, second, set, map] = list as [string, ...string[]] &
        Record<number, string>;
      const names = { table, base, first, second, set, map } as Names;
      expect(portsOf(parseNftables(jsonOf(names)))).toEqual(expected);
      try {
        expect(portsOf(parseNftables(textOf(names)))).toEqual(expected);
        read++;
      } catch (error) {
        if (!(error instanceof InvalidConfigurationError)) throw error;
        expect(error.message).toMatch(/is ambiguous/);
      }
    }),
    { numRuns: 200, seed: 126 },
  );
  expect(read).toBeGreaterThan(160);
});

describe("names that cannot be distinguished in text", () => {
  const error = (names: Partial<Names>) =>
    thrown(() => parseNftables(textOf({ ...plainNames, ...names }))) as Error;

  test("rejects an ambiguous rule", () => {
    expect(error({ first: 'chain-2 comment "x"' }).message).toMatch(
      /^line 9 is ambiguous: both "chain-2" and "chain-2 comment .*" are names; use the output of nft -j/,
    );
    expect(error({ set: "set-1 jump chain-1", map: "set-1" }).message).toMatch(
      /^line \d+ is ambiguous/,
    );
    expect(error({ first: "chain-2 # x" }).message).toMatch(/is ambiguous/);
  });

  test("rejects names that differ only in surrounding spaces", () => {
    expect(error({ first: " chain-2" }).message).toMatch(
      /^line 17 has the name "chain-2", which differs from another only in the spaces around it; use the output of nft -j/,
    );
    expect(portsOf(parseNftables(textOf({ ...plainNames, first: " a" })))).toEqual(expected);
    const twice = `${textOf(plainNames)}${textOf({ ...plainNames, table: " table-0" })}`;
    expect((thrown(() => parseNftables(twice)) as Error).message).toMatch(
      /^line \d+ has the name "table-0"/,
    );
    expect(
      parseNftables(`${textOf(plainNames)}${textOf({ ...plainNames, table: "t", first: " a" })}`)
        .undetermined,
    ).toHaveLength(1);
  });

  test.for(["a{b", "a}b", "a;b", "a {"])(
    "rejects the name or leaves ports undetermined: %j",
    (first) => {
      const names = { ...plainNames, first };
      expect(portsOf(parseNftables(jsonOf(names)))).toEqual(expected);
      try {
        expect(portsOf(parseNftables(textOf(names))).open).toEqual([]);
      } catch (refused) {
        expect(refused).toBeInstanceOf(InvalidConfigurationError);
      }
    },
  );

  test("rejects more odd names than the limit", () => {
    const many = Array.from({ length: 101 }, (_, i) => `\tchain c ${i} {\n\t}\n`).join("");
    expect((thrown(() => parseNftables(`table inet t {\n${many}}\n`)) as Error).message).toMatch(
      /^line 202 exceeds the limit of 100 names with spaces or symbols; use the output of nft -j/,
    );
  });
});

test("reads an odd name with a brace right after it", () => {
  const text = textOf({ ...plainNames, first: "a b" }).replace("chain a b {", "chain a b{");
  expect(portsOf(parseNftables(text))).toEqual(expected);
});

test("reads odd names of other parts of a table", () => {
  const text = textOf(plainNames).replace(
    "\n",
    `
	counter a#b {
		packets 0 bytes 0
	}

	ct helper x "y" {
		type "ftp" protocol tcp
		l3proto ip
	}

	set dynamic s { # handle 4
		type ipv4_addr
	}
`,
  );
  expect(portsOf(parseNftables(text))).toEqual(expected);
});

test("leaves ports undetermined when a jump names a missing chain with an odd name", () => {
  const text = textOf(plainNames).replaceAll(/goto chain-2/g, "goto chain-2 x");
  expect(portsOf(parseNftables(text)).open).toEqual([]);
});

test("takes no verdict from the name of a chain in an unsupported rule", () => {
  const text = (rule: string) => `table inet t {
    chain accept { drop; }
    chain c { type filter hook input priority 0; policy accept; ${rule}; }
  }`;
  for (const rule of ["meta mark and 1 == 1 jump accept", "meta mark and 1 == 1 jump x accept"]) {
    expect(portsOf(parseNftables(text(rule))).open).toEqual([]);
  }
});
