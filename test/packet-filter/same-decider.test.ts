import fc from "fast-check";
import { expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import { covers } from "../../src/net/port-range.ts";
import type { Origin } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import { Deciders, type Decisions } from "../../src/packet-filter/decisions.ts";
import { evaluate } from "../../src/packet-filter/evaluate.ts";
import type { BaseChain, Rule } from "../../src/packet-filter/model.ts";
import { traceConnection } from "../../src/packet-filter/trace.ts";

const originAt = (line: number): Origin => ({
  input: 0,
  line,
  text: `line ${line}`,
  table: null,
  chain: null,
});
const action = fc.constantFrom("accept" as const, "drop" as const, "continue" as const);
const port = fc.constantFrom(22, 23, undefined);
const drafts = fc.array(
  fc.record({
    policy: fc.constantFrom("accept" as const, "accept" as const, "drop" as const),
    isStated: fc.boolean(),
    rules: fc.array(fc.record({ action, port }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

test("a check and an exposure name the same place where several base chains accept a connection", () => {
  let count = 0;
  fc.assert(
    fc.property(drafts, (all) => {
      const inbound = all.map(
        ({ policy, isStated, rules }, index): BaseChain => ({
          name: `chain ${index}`,
          policy,
          origin: isStated ? originAt(index * 10) : null,
          rules: rules.map(
            (each, place): Rule => ({
              match:
                each.port === undefined ? {} : { ports: [{ from: each.port, through: each.port }] },
              action: { kind: each.action },
              origin: originAt(index * 10 + place + 1),
            }),
          ),
        }),
      );
      const filter = { original: { inbound, outbound: [] } };
      const { open } = evaluate(filter, "inbound", "ipv4", "tcp", new Budget());
      for (const number of [22, 23, 80]) {
        const found = open.find((each) => covers(each, number))?.value;
        if (found) {
          const { origin } = new Deciders().mostOf(found.decisions as Decisions, found.remotes);
          const { deciders } = traceConnection(
            filter,
            {
              direction: "inbound",
              family: "ipv4",
              protocol: "tcp",
              port: number,
              remote: addressesOf(["198.51.100.7"], "ipv4"),
            },
            new Budget(),
          );
          expect(deciders[0]?.decidedBy).toEqual(origin);
          count++;
        }
      }
    }),
    { numRuns: 500, seed: 126 },
  );
  expect(count).toBeGreaterThan(500);
});
