import { expect, test } from "vitest";
import { Budget } from "../../src/packet-filter/budget.ts";
import { Deviations } from "../../src/packet-filter/deviations.ts";
import type { Action, Chain, Doubt, MissingChain, Rule } from "../../src/packet-filter/model.ts";
import { allPackets, type PacketSet } from "../../src/packet-filter/packet-set.ts";

const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };
const back: Action = { kind: "return" };
const onward: Action = { kind: "continue" };
const lost: Action = {
  kind: "undetermined",
  doubt: { kind: "not-understood", reason: "a target", origin: null },
};
const missing: MissingChain = { name: "missing", doubt: lost.doubt };

const rule = (action: Action): Rule => ({ match: {}, action, origin: null });
const marking: Rule = { ...rule(onward), change: (state) => ({ ...state, mark: 1 }) };
const chain = (...rules: readonly (Action | Rule)[]): Chain => ({
  name: "",
  rules: rules.map((each) => ("kind" in each ? rule(each) : each)),
});
const jump = (to: Chain | MissingChain): Action => ({ kind: "jump", chain: to });
const goto = (to: Chain | MissingChain): Action => ({ kind: "goto", chain: to });

/** A jump through a number of chains, the last of which drops. */
function nested(depth: number): Action {
  return jump(depth === 1 ? chain(drop) : chain(nested(depth - 1)));
}

/** Returns what a rule may do to other connections. */
function effectsOf(
  taken: Rule,
  entered: readonly Chain[] = [],
  deviations = new Deviations(new Budget()),
  { typically, packets = allPackets("ipv4") }: { typically?: true; packets?: PacketSet } = {},
): string {
  const doubt: Doubt = { kind: "who", reason: "a set", origin: null, typically };
  deviations.add(doubt, taken, packets, entered);
  return [
    ...(deviations.closing.has(doubt) ? ["closes"] : []),
    ...(deviations.opening.has(doubt) ? ["opens"] : []),
  ].join(" and ");
}

/** The chains entered so far. */
const enteredChains = (count: number) => Array.from({ length: count }, () => chain());

test.for<[string, Rule, string]>([
  ["accepts", rule(accept), "opens"],
  ["drops", rule(drop), "closes"],
  ["returns", rule(back), "closes and opens"],
  ["is not understood", rule(lost), "closes and opens"],
  ["changes the state", { ...marking, action: accept }, "closes and opens"],
  ["leaves for a chain", rule(goto(chain(accept))), "closes and opens"],
  ["jumps to a missing chain", rule(jump(missing)), "closes and opens"],
  ["jumps to an empty chain", rule(jump(chain())), ""],
  ["jumps to a chain that returns", rule(jump(chain(back))), ""],
  ["jumps to a chain that accepts", rule(jump(chain(accept))), "opens"],
  ["jumps to a chain that drops", rule(jump(chain(drop))), "closes"],
  ["jumps to a chain with both", rule(jump(chain(accept, back, drop))), "closes and opens"],
  ["jumps to a chain that is not understood", rule(jump(chain(lost))), "closes and opens"],
  ["jumps to a chain that changes the state", rule(jump(chain(marking))), "closes and opens"],
  ["jumps further to accept", rule(jump(chain(back, jump(chain(accept))))), "opens"],
  ["jumps further to drop", rule(jump(chain(goto(chain(drop)), back))), "closes"],
  ["jumps further to nothing", rule(jump(chain(jump(chain())))), ""],
])("knows what a rule that %s does to other connections", ([, taken, effects]) => {
  expect(effectsOf(taken)).toBe(effects);
});

test("expects any effect of a rule that other connections bypass", () => {
  expect(effectsOf(rule(drop), [], undefined, { typically: true })).toBe("closes and opens");
});

test("ignores a rule that no packets meet", () => {
  expect(effectsOf(rule(lost), [], undefined, { packets: [] })).toBe("");
});

test("expects any effect of jumps in a circle", () => {
  const first = { name: "first", rules: [] as Rule[] };
  const second = chain(jump(first));
  first.rules.push(rule(jump(second)));
  expect(effectsOf(rule(jump(first)))).toBe("closes and opens");
  expect(effectsOf(rule(jump(second)), [second])).toBe("closes and opens");
});

test("follows jumps up to a depth of 64, also into known chains", () => {
  const two = rule(nested(2));
  expect(effectsOf(two, enteredChains(62))).toBe("closes");
  expect(effectsOf(two, enteredChains(63))).toBe("closes and opens");
  const known = new Deviations(new Budget());
  expect(effectsOf(two, [], known)).toBe("closes");
  expect(effectsOf(two, enteredChains(62), known)).toBe("closes");
  expect(effectsOf(two, enteredChains(63), known)).toBe("closes and opens");
});

test("takes the longest way through a known chain as its depth", () => {
  const known = new Deviations(new Budget());
  const forked = rule(jump(chain(nested(1), nested(3), nested(1))));
  expect(effectsOf(forked, [], known)).toBe("closes");
  expect(effectsOf(forked, enteredChains(60), known)).toBe("closes");
  expect(effectsOf(forked, enteredChains(61), known)).toBe("closes and opens");
});
