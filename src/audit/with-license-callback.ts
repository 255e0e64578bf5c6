import { subtract, unite } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, noRemotes, remotesOf } from "../net/remote-addresses.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import type { Comparison } from "./comparison.ts";
import { documentedEntry } from "./documented-entry.ts";
import type { RuledDifference } from "./find-differences.ts";

/**
 * Adds cPanel's license system to the differences, if the expected policy opens the ports it tries only to others: a
 * firewall that is as expected cuts it off.
 */
export function withLicenseCallback(
  differences: readonly RuledDifference[],
  comparison: Comparison,
): readonly RuledDifference[] {
  const { expected, families, entries, index } = comparison;
  const lane = comparison.lanes.find(
    ({ direction, protocol }) => direction === "inbound" && protocol === "tcp",
  );
  if (lane === undefined || expected.release === null) {
    return differences;
  }
  const { ports, senders } = getLicenseCallback(expected.release);
  const callers = remotesOf({ sources: senders.networks, except: [] }, families);
  const tried = ports.flatMap(({ port }) => {
    const rules = expected.rules.filter(
      (each) => each.direction === "inbound" && each.protocol === "tcp" && covers(each.ports, port),
    );
    const left = rules.reduce(
      (rest, each) => combine(rest, remotesOf(each, families), subtract),
      callers,
    );
    return rules.length === 0 ? [] : [{ port, rules, left }];
  });
  const { open, undetermined } = comparison.accessOf(lane);
  const isReached = ({ port, left }: (typeof tried)[number]) =>
    comparison.openToSome({ ...lane, from: port }).length > 0 ||
    isNobody(
      [...open, ...undetermined]
        .filter((interval) => covers(interval, port))
        .reduce((rest, { value }) => combine(rest, value, subtract), left),
    );
  if (tried.some(isReached)) {
    return differences;
  }
  const rule = comparison.isCalledBack ? "license-callback-elsewhere" : "no-license-callback";
  const added = tried.map(({ port, rules, left }): RuledDifference => {
    const before = differences.find(
      (each) => each.rule === rule && each.difference.from === port,
    )?.difference;
    const remotes = index.find(combine(before?.difference ?? noRemotes, left, unite));
    return {
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
    };
  });
  const replaced = new Set<number>(tried.map(({ port }) => port));
  return [
    ...differences.filter((each) => each.rule !== rule || !replaced.has(each.difference.from)),
    ...added,
  ];
}
