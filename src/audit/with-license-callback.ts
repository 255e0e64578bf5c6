import { subtract, unite } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, noRemotes, remotesOf } from "../net/remote-addresses.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import type { Comparison } from "./comparison.ts";
import { documentedEntry } from "./documented-entry.ts";
import type { RuledDifference } from "./find-differences.ts";

const rule = "no-license-callback";

/**
 * Adds cPanel's license system to the differences, if it reaches no port it tries and the expected policy opens these ports
 * only to others: a firewall that is as expected still cuts it off.
 */
export function withLicenseCallback(
  differences: readonly RuledDifference[],
  comparison: Comparison,
): readonly RuledDifference[] {
  const { expected, families, entries, isCalledBack, index } = comparison;
  const lane = comparison.lanes.find(
    ({ direction, protocol }) => direction === "inbound" && protocol === "tcp",
  );
  if (lane === undefined || isCalledBack || expected.release === null) {
    return differences;
  }
  const { ports, senders } = getLicenseCallback(expected.release);
  const callers = remotesOf({ sources: senders.networks, except: [] }, families);
  const added = ports.flatMap(({ port }): readonly RuledDifference[] => {
    const rules = expected.rules.filter(
      (each) => each.direction === "inbound" && each.protocol === "tcp" && covers(each.ports, port),
    );
    const left = rules.reduce(
      (rest, each) => combine(rest, remotesOf(each, families), subtract),
      callers,
    );
    if (rules.length === 0 || isNobody(left)) {
      return [];
    }
    const before = differences.find(
      (each) => each.rule === rule && each.difference.from === port,
    )?.difference;
    const remotes = index.find(combine(before?.difference ?? noRemotes, left, unite));
    return [
      {
        rule,
        difference: {
          ...lane,
          from: port,
          through: port,
          kind: "missing",
          expected: remotes,
          actual: noRemotes,
          difference: remotes,
          rules,
          tolerated: [],
          entry: documentedEntry(entries.get(port), lane),
          reasons: [],
        },
      },
    ];
  });
  const replaced = new Set(added.map(({ difference }) => difference.from));
  return [
    ...differences.filter((each) => each.rule !== rule || !replaced.has(each.difference.from)),
    ...added,
  ];
}
