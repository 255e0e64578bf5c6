import { allAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { covers } from "../net/port-range.ts";
import type { Comparison } from "./comparison.ts";
import type { RuledDifference } from "./find-differences.ts";
import { openAsExpected } from "./open-as-expected.ts";
import { isDatabase } from "./rule-of-difference.ts";

/** Finds databases that are open to everybody although that is expected. */
export function findOpenDatabases(comparison: Comparison): readonly RuledDifference[] {
  const { lanes, entries, families, expected } = comparison;
  const lane = lanes.find(
    ({ direction, protocol }) => direction === "inbound" && protocol === "tcp",
  );
  const ports = [...entries.values()].filter(isDatabase);
  return lane === undefined
    ? []
    : ports.flatMap((entry) => {
        const { port } = entry;
        const rules = expected.rules.filter(
          (rule) =>
            rule.direction === "inbound" && rule.protocol === "tcp" && covers(rule.ports, port),
        );
        const open = comparison.accessOf(lane).open.find((each) => covers(each, port))?.value;
        return open === undefined ||
          !rules.some(({ sources }) => sources === "any") ||
          !families.some((family) => isMostOf(open[family], allAddresses[family]))
          ? []
          : [
              {
                rule: "expected-database-open",
                difference: openAsExpected(lane, port, open, { rules, entry }),
              },
            ];
      });
}
