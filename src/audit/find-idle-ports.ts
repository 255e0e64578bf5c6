import { nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, noRemotes } from "../net/remote-addresses.ts";
import { areFew } from "./are-few.ts";
import type { Comparison } from "./comparison.ts";
import type { RuledDifference } from "./find-differences.ts";
import { openAsExpected } from "./open-as-expected.ts";
import { isDatabase } from "./rule-of-difference.ts";

/**
 * Finds ports of services that are open as expected but lead to no listener. Databases that are open to everybody are
 * left to their own rule.
 */
export function findIdlePorts(comparison: Comparison): readonly RuledDifference[] {
  const { expected, entries, families, lanes, listeners } = comparison;
  const ruled = lanes
    .filter(({ direction }) => direction === "inbound")
    .flatMap((lane) => {
      const rules = expected.rules.filter(
        ({ direction, protocol, ports, services }) =>
          direction === "inbound" &&
          protocol === lane.protocol &&
          ports.from === ports.through &&
          services.length > 0,
      );
      return [...new Set(rules.map(({ ports }) => ports.from))].map((port) => {
        const open =
          comparison.accessOf(lane).open.find((each) => covers(each, port))?.value ?? noRemotes;
        return {
          rule: listeners.isOnLoopback(lane.protocol, { from: port, through: port })
            ? "expected-port-on-loopback"
            : "idle-port-open",
          difference: openAsExpected(lane, port, open, {
            rules: rules.filter(({ ports }) => ports.from === port),
            entry: entries.get(port),
          }),
        } satisfies RuledDifference;
      });
    });
  return ruled.filter(
    ({ difference: { protocol, from, through, actual, entry } }) =>
      !(isDatabase(entry) && !areFew(actual, families)) &&
      listeners.isUnreached(protocol, { from, through }) &&
      !isNobody(combine(actual, nonUnicastAddresses, subtract)),
  );
}
