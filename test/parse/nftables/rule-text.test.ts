import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ruleText } from "../../../src/parse/nftables/json/rule-text.ts";

const folder = join(import.meta.dirname, "../../firewalls");

/** The statements of each rule that `nft -j list ruleset` prints. */
const statements: readonly (readonly unknown[])[] = JSON.parse(
  readFileSync(join(folder, "nftables-1.0.6.json"), "utf8"),
).nftables.flatMap((each: { rule?: { expr: readonly unknown[] } }) =>
  each.rule ? [each.rule.expr] : [],
);

/** The rules that `nft list ruleset` prints for the same ruleset, without what a rule's text omits or writes shorter. */
const printed = readFileSync(join(folder, "nftables-1.0.6.rules"), "utf8")
  .split(/^\tchain \w+ \{$/m)
  .slice(1)
  .flatMap((chain) => chain.split("\n").filter((line) => /^\t\t(?!type )/.test(line)))
  .map((line) =>
    line
      .trim()
      .replace(/ comment ".*"$/, "")
      .replace(/ log .* drop$/, " log drop")
      .replace(/counter packets \d+ bytes \d+/, "counter")
      .replace(
        /flags syn \/ (\S+)/,
        (_, mask: string) => `flags & (${mask.replaceAll(",", " | ")}) == syn`,
      )
      .replace("0x00000001", "1")
      .replaceAll('"', ""),
  );

test("writes rules as nft does, except for statements that stay JSON", () => {
  expect(statements.length).toBe(printed.length);
  const different = statements
    .map((each, index) => [ruleText(each), printed[index]])
    .filter(([written, expected]) => written !== expected);
  expect(different).toEqual([
    [expect.stringMatching(/^\{"set":.* drop$/), expect.stringMatching(/^add @dyn /)],
    [
      'tcp dport 22 {"ct count":{"val":3,"inv":true}} reject with icmpx port-unreachable',
      "tcp dport 22 ct count over 3 reject",
    ],
    ['tcp dport 80 {"redirect":{"port":8080}}', "tcp dport 80 redirect to :8080"],
    [expect.stringMatching(/^tcp dport 81 \{"dnat":/), "tcp dport 81 dnat ip to 1.2.3.4:80"],
  ]);
});

test.for([
  [
    { match: { op: "==", left: { payload: {} }, right: 1 } },
    '{"match":{"op":"==","left":{"payload":{}},"right":1}}',
  ],
  [
    { match: { op: "==", left: { "&": [{ meta: { key: "mark" } }, {}] }, right: 1 } },
    '{"match":{"op":"==","left":{"&":[{"meta":{"key":"mark"}},{}]},"right":1}}',
  ],
  [{ match: { op: "==", left: { meta: { key: "iifname" } }, right: "a b" } }, 'iifname "a b"'],
  [{ match: { op: "==", left: { meta: { key: "iifname" } }, right: null } }, "iifname null"],
  [
    { match: { op: "==", left: { ct: { key: "state" } }, right: ["new", "untracked"] } },
    "ct state == new,untracked",
  ],
  [{ match: { op: "==", left: { rt: { key: "nexthop" } }, right: true } }, "rt nexthop exists"],
  [
    {
      match: { op: "==", left: { meta: { key: "mark" } }, right: { set: [{ elem: { val: 1 } }] } },
    },
    'meta mark { {"elem":{"val":1}} }',
  ],
  [
    {
      match: {
        op: "==",
        left: { concat: [{ meta: { key: "mark" } }, { meta: { key: "iif" } }] },
        right: { concat: [1, "lo"] },
      },
    },
    "meta mark . iif 1 . lo",
  ],
  [
    { limit: { rate: 1, per: "second", rate_unit: "mbytes" } },
    '{"limit":{"rate":1,"per":"second","rate_unit":"mbytes"}}',
  ],
  [{ reject: null }, "reject"],
  [{ reject: {} }, "reject"],
  [{ vmap: { key: { x: 1 }, data: "@m" } }, '{"vmap":{"key":{"x":1},"data":"@m"}}'],
  [
    { vmap: { key: { ct: { key: "state" } }, data: { set: [["new", { x: 1 }]] } } },
    'ct state vmap { new : {"x":1} }',
  ],
  ["x", '"x"'],
] as const)("writes %j", ([statement, text]) => {
  expect(ruleText([statement])).toBe(text);
});

test("writes only a part of what is very long or very deep", () => {
  const deep = JSON.parse(`${'{"set":['.repeat(100_000)}1${"]}".repeat(100_000)}`);
  const match = (right: unknown) => ({
    match: { op: "==", left: { meta: { key: "mark" } }, right },
  });
  expect(ruleText([match(deep)]).length).toBeLessThan(1000);
  const long = Array.from({ length: 100_000 }, () => 1);
  expect(ruleText([match({ set: long }), match(long)]).length).toBeLessThan(1000);
  expect(ruleText([match({ set: long })])).toMatch(/ 1, … \}$/);
  expect(ruleText(long.map(() => ({ accept: null }))).length).toBeLessThan(1000);
});
