import { expect, test } from "vitest";
import { Budget } from "../../src/packet-filter/budget.ts";
import { firstAcceptances } from "../../src/packet-filter/first-acceptances.ts";
import type { Action, BaseChain, Chain, Match, Rule } from "../../src/packet-filter/model.ts";

const spans = [
  { from: 1, through: 21 },
  { from: 22, through: 22 },
  { from: 23, through: 79 },
  { from: 80, through: 80 },
  { from: 81, through: 65535 },
];

const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };

function rule(match: Match, action: Action): Rule {
  return { match, action, origin: null };
}

function ports(from: number, through = from): Match {
  return { ports: [{ from, through }] };
}

function chain(name: string, ...rules: readonly Rule[]): Chain {
  return { name, rules };
}

/** Returns the position of the first rule that may accept connections to each span; `null` for the policy. */
function positions(policy: BaseChain["policy"], ...rules: readonly Rule[]) {
  const base: BaseChain = { name: "INPUT", policy, origin: null, rules };
  const connections = { protocol: "tcp", family: "ipv4" } as const;
  return firstAcceptances(base, connections, spans, new Budget()).map(
    (each) => each && rules.indexOf(each),
  );
}

test("returns the first of several rules for each of its ports", () => {
  expect(
    positions(
      "drop",
      rule(ports(80), drop),
      rule(ports(22, 80), accept),
      rule(ports(80), accept),
      rule({}, accept),
    ),
  ).toEqual([3, 1, 1, 1, 3]);
});

test("ignores rules of another protocol or family", () => {
  expect(
    positions("drop", rule({ protocols: ["udp"] }, accept), rule({ family: "ipv6" }, accept)),
  ).toEqual([null, null, null, null, null]);
});

test("accepts in a chain only what both the chain and the jump match", () => {
  const inner = chain("inner", rule(ports(80), accept), rule(ports(100), accept));
  const outer = chain("outer", rule({}, { kind: "jump", chain: inner }));
  expect(
    positions(
      "drop",
      rule(ports(22, 79), { kind: "jump", chain: outer }),
      rule({}, { kind: "jump", chain: chain("empty") }),
      rule(ports(80), { kind: "goto", chain: outer }),
      rule({}, { kind: "jump", chain: { name: "gone", doubt: gone } }),
    ),
  ).toEqual([null, null, null, 2, null]);
});

test("follows a recursive chain once", () => {
  const rules: Rule[] = [];
  const self: Chain = { name: "self", rules };
  rules.push(rule({}, { kind: "jump", chain: self }), rule(ports(22), accept));
  expect(positions("drop", rule({}, { kind: "jump", chain: self }))).toEqual([
    null,
    0,
    null,
    null,
    null,
  ]);
});

test("accepts packets that leave a base chain with policy accept", () => {
  const rules = [
    rule(ports(22), { kind: "return" }),
    rule(ports(80), { kind: "goto", chain: chain("c") }),
    rule({}, { kind: "continue" }),
  ];
  expect(positions("accept", ...rules)).toEqual([null, 0, null, 1, null]);
  expect(positions("drop", ...rules)).toEqual([null, null, null, null, null]);
});

const gone = {
  kind: "not-examined",
  reason: "the chain is not in the input",
  origin: null,
} as const;
