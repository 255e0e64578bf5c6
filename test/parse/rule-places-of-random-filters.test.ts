import fc from "fast-check";
import { expect, test } from "vitest";
import { type AddressSet, allAddresses, subtract } from "../../src/net/address-set.ts";
import { covers } from "../../src/net/port-range.ts";
import { portSet } from "../../src/net/port-set.ts";
import type { Origin, RulePlace } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import { evaluate } from "../../src/packet-filter/evaluate.ts";
import type { Action, Chain, Match, PacketFilter, Rule } from "../../src/packet-filter/model.ts";
import { RulePlaces } from "../../src/parse/rule-places.ts";

// The test adds rules at the returned places and evaluates the filter again.

const connections = { direction: "inbound", protocol: "tcp", family: "ipv4" } as const;
const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };

interface Draft {
  readonly match: Match;
  readonly kind: "accept" | "continue" | "drop" | "goto" | "jump" | "return";
}

/** Rules of two base chains, and of two chains, the first of which jumps to the second. */
interface Drafts {
  readonly one: readonly Draft[];
  readonly two: readonly Draft[];
  readonly a: readonly Draft[];
  readonly b: readonly Draft[];
  readonly policies: readonly ("accept" | "drop")[];
}

const port = fc.integer({ min: 1, max: 12 });
const draft: fc.Arbitrary<Draft> = fc.record({
  match: fc.record({
    ports: fc.option(
      fc
        .tuple(port, port)
        .map(([x, y]) => portSet([{ from: Math.min(x, y), through: Math.max(x, y) }])),
      { nil: undefined },
    ),
    remotes: fc.constantFrom<AddressSet | undefined>([1, 3], [2, 9], undefined, undefined),
    protocols: fc.constantFrom(["tcp"] as const, ["udp"] as const, undefined, undefined),
  }),
  kind: fc.constantFrom("accept", "accept", "drop", "drop", "continue", "return", "jump", "goto"),
});
const list = fc.array(draft, { maxLength: 4 });
const policy = fc.constantFrom("accept" as const, "drop" as const);
const drafts: fc.Arbitrary<Drafts> = fc.record({
  ...{ one: list, two: list, a: list, b: list },
  policies: fc.tuple(policy, policy),
});

const table = "t";
const at = (chain: string, line: number | null): Origin => ({
  ...{ input: 0, line, text: `${chain} ${line}`, table, chain },
});

/** Creates a filter from drafts, with rules added at the given places. */
function filterOf(
  { one, two, a, b, policies }: Drafts,
  action: Action = accept,
  number = 0,
  added: readonly Pick<RulePlace, "chain" | "position">[] = [],
) {
  const own: Rule = {
    match: { protocols: ["tcp"], ports: [{ from: number, through: number }] },
    action,
    origin: null,
  };
  const linked = (name: string, all: readonly Draft[], target: Chain | undefined): Chain => {
    const rules = all.map(({ match, kind }, line): Rule => {
      const leads = kind === "jump" || kind === "goto";
      const done: Action = leads
        ? target
          ? { kind, chain: target }
          : { kind: "return" }
        : { kind };
      return {
        match: { family: match.remotes && "ipv4", ...match },
        action: done,
        origin: at(name, line),
      };
    });
    for (const { chain, position } of added) {
      if (chain === name) {
        rules.splice(position, 0, own);
      }
    }
    return { name, rules };
  };
  const last = linked("b", b, undefined);
  const middle = linked("a", a, last);
  const bases = [linked("one", one, middle), linked("two", two, last)].map((chain, index) => ({
    ...chain,
    policy: policies[index] ?? "drop",
    origin: at(chain.name, null),
  }));
  const filter: PacketFilter = { original: { inbound: bases, outbound: [] } };
  const chains = new Map<string, Chain>([...bases, middle, last].map((each) => [each.name, each]));
  const places = new RulePlaces(filter, (_, ofTable, name) => {
    const chain = ofTable === table ? chains.get(name) : undefined;
    return (
      chain && {
        rules: chain.rules.map(({ origin }) => ({
          origin: origin as Origin,
          text: origin?.text ?? null,
        })),
        isOfServer: name === "one" || name === "two",
        isLog: () => false,
      }
    );
  });
  return { filter, places };
}

/** The addresses to which each port is open. */
function openOf(filter: PacketFilter): (number: number) => AddressSet {
  const { open } = evaluate(filter, "inbound", "ipv4", "tcp", new Budget());
  return (number) => open.find((each) => covers(each, number))?.value.remotes ?? [];
}

/** An address that no rule contains. */
const typical = 100;
const has = (set: AddressSet, address: number) =>
  subtract([address, address + 1], set).length === 0;

test("opens exactly the port with a rule at each opening place", () => {
  let opened = 0;
  fc.assert(
    fc.property(drafts, port, (all, number) => {
      const { filter, places } = filterOf(all);
      const before = openOf(filter);
      const closed = subtract(allAddresses.ipv4, before(number));
      if (!has(closed, typical)) {
        return;
      }
      const [found] = places.openingsOf(connections, { from: number, through: number }, closed);
      expect(found).toMatchObject({ from: number, through: number });
      if (found?.value.obstacle !== null) {
        // Only a chain to which several rules jump has none.
        expect(found?.value.obstacle).toContain("several rules jump to chain");
        return;
      }
      opened++;
      const after = openOf(filterOf(all, accept, number, found.value.places).filter);
      expect(has(after(number), typical)).toBe(true);
      for (const each of numbers.filter((other) => other !== number)) {
        expect(after(each)).toEqual(before(each));
      }
    }),
    { numRuns: 150, seed: 126 },
  );
  expect(opened).toBeGreaterThan(50);
});

test("closes exactly the port, to all addresses, with a rule at the closing place", () => {
  let [closed, others] = [0, 0];
  fc.assert(
    fc.property(drafts, port, (all, number) => {
      const { filter, places } = filterOf(all);
      const before = openOf(filter);
      const found = places.closingPlaces(connections).find((each) => covers(each.ports, number));
      const place = found?.place;
      if (!place) {
        others++;
        expect(before(number)).toEqual([]);
        return;
      }
      closed++;
      expect(found).toMatchObject({ ...connections, obstacle: null });
      expect(["one", "two"]).toContain(place.chain);
      const after = openOf(filterOf(all, drop, number, [place]).filter);
      expect(after(number)).toEqual([]);
      for (const each of numbers.filter((other) => other !== number)) {
        expect(after(each)).toEqual(before(each));
      }
    }),
    { numRuns: 150, seed: 126 },
  );
  expect([closed, others].every((count) => count > 10)).toBe(true);
});
