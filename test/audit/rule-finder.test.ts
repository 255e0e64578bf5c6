import fc from "fast-check";
import { expect, test } from "vitest";
import { RuleFinder } from "../../src/audit/rule-finder.ts";
import type { Direction, PortRange, Protocol } from "../../src/net/types.ts";

const lane = { direction: "inbound" as Direction, protocol: "tcp" as Protocol };

const rules = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 9 }))
    .map(([from, more]): { readonly ports: PortRange } => ({
      ports: { from, through: from + more },
    })),
  { maxLength: 8 },
);

test("finds exactly the rules that cover a port, in the order of their first port", () => {
  fc.assert(
    fc.property(rules, (all) => {
      const given = all.map((each) => ({ ...lane, ...each }));
      const finder = new RuleFinder(given);
      for (let port = 1; port <= 30; port++) {
        const found = finder.at(port);
        expect(new Set(found)).toEqual(
          new Set(given.filter(({ ports }) => ports.from <= port && port <= ports.through)),
        );
        const starts = found.map(({ ports }) => ports.from);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }
    }),
  );
});

test("skips rules that end before a port, even if many begin before it", () => {
  const looked: number[] = [];
  const given = Array.from({ length: 1000 }, (_, index) => {
    const from = index + 1;
    return {
      ...lane,
      ports: {
        from,
        get through() {
          looked.push(from);
          return from;
        },
      },
    };
  });
  const finder = new RuleFinder(given);
  looked.length = 0;
  expect(finder.at(700)).toHaveLength(1);
  expect(looked).toEqual([700]);
});
