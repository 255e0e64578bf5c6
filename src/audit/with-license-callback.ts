import { subtract, unite } from "../net/address-set.ts";
import { combine, noRemotes, remotesOf } from "../net/remote-addresses.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import { licenseSystemRemotes } from "../policy/license-system-remotes.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import type { Comparison } from "./comparison.ts";
import { concernsTcpPort } from "./concerns-tcp-port.ts";
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
  const { release } = expected;
  const lane = comparison.lanes.find(
    ({ direction, protocol }) => direction === "inbound" && protocol === "tcp",
  );
  if (lane === undefined || release === null) {
    return differences;
  }
  const rulesFor = (port: number) => expected.rules.filter((each) => concernsTcpPort(each, port));
  const meantFor = (port: number) => rulesFor(port).map((each) => remotesOf(each, families));
  const mayReach = (port: number) => {
    const meant = meantFor(port);
    return meant.length === 0 ? [] : [...meant, ...comparison.accessTo(port)];
  };
  if (licenseSystemReaches(release, mayReach, families)) {
    return differences;
  }
  const callers = licenseSystemRemotes(release, families);
  const tried = getLicenseCallback(release)
    .ports.map(({ port }) => port)
    .filter((port) => rulesFor(port).length > 0);
  const rule = comparison.isCalledBack ? "license-callback-elsewhere" : "no-license-callback";
  const isReplaced = (each: RuledDifference) =>
    each.rule === rule && tried.some((port) => port === each.difference.from);
  const added = tried.map((port): RuledDifference => {
    const before = differences.find((each) => isReplaced(each) && each.difference.from === port);
    const left = meantFor(port).reduce((rest, each) => combine(rest, each, subtract), callers);
    const remotes = index.find(combine(before?.difference.difference ?? noRemotes, left, unite));
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
        rules: rulesFor(port),
        tolerated: [],
        entry: documentedEntry(entries.get(port), lane),
        reasons: [],
      },
    };
  });
  return [...differences.filter((each) => !isReplaced(each)), ...added];
}
