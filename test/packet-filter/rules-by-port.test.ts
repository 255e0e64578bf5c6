import fc from "fast-check";
import { expect, test } from "vitest";
import { covers } from "../../src/net/port-range.ts";
import { portSet } from "../../src/net/port-set.ts";
import type { Rule } from "../../src/packet-filter/model.ts";
import { RulesByPort } from "../../src/packet-filter/rules-by-port.ts";

const range = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }))
  .map(([from, more]) => ({ from, through: from + more }));
const rule: fc.Arbitrary<Rule> = fc
  .option(fc.array(range, { maxLength: 3 }), { nil: undefined })
  .map((ports) => ({
    match: { ports: ports && portSet(ports) },
    action: { kind: "accept" },
    origin: null,
  }));

function matches({ match }: Rule, port: number): boolean {
  return match.ports?.some((each) => covers(each, port)) ?? true;
}

test("returns every rule that matches a port, in order", () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 20 }), (rules) => {
      const byPort = new RulesByPort();
      const chain = { name: "c", rules };
      for (let port = 1; port <= 95; port++) {
        const found = byPort.of(chain, port);
        expect(found.filter((each) => matches(each, port))).toEqual(
          rules.filter((each) => matches(each, port)),
        );
        expect(found).toEqual(rules.filter((each) => found.includes(each)));
      }
    }),
  );
});

test("omits rules for other single ports", () => {
  const rules: readonly Rule[] = Array.from({ length: 1000 }, (_, index) => ({
    match: { ports: [{ from: index + 1, through: index + 1 }] },
    action: { kind: "drop" },
    origin: null,
  }));
  expect(new RulesByPort().of({ name: "c", rules }, 7)).toEqual([rules[6]]);
});
