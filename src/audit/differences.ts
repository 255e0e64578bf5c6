import type { Condition, PortEntry } from "../dataset/types.ts";
import { nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { overlay, type PortMap } from "../net/port-map.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, noRemotes, type RemoteAddresses } from "../net/remote-addresses.ts";
import type { PortAccess, PortRange } from "../net/types.ts";
import type { PolicyRule } from "../policy/types.ts";
import type { Comparison, Lane } from "./comparison.ts";
import { documentedEntry } from "./documented-entry.ts";
import type { RemotesIndex } from "./remotes-index.ts";
import { RuleFinder } from "./rule-finder.ts";
import type { PolicyDifference } from "./types.ts";

/** How a port interval differs, and for which addresses. */
interface Deviation {
  readonly kind: PolicyDifference["kind"];
  readonly expected: RemoteAddresses;
  readonly actual: RemoteAddresses;
  readonly difference: RemoteAddresses;
}

/** A port interval that differs in one way throughout. */
export interface Difference extends PortRange, Lane, Deviation {
  /** The rules of the expected policy that open the ports. */
  readonly rules: readonly PolicyRule[];
  /** The rules of ports that may be open without being expected. */
  readonly tolerated: readonly PolicyRule[];
  /** The entry of the port in the expected release, if it documents the direction and the protocol. */
  readonly entry: PortEntry | undefined;
  /** The reasons why it is undetermined; empty for other kinds. */
  readonly reasons: readonly string[];
}

/** Finds the differences of a direction and protocol, by kind and in ascending order of ports. */
export function differencesIn(lane: Lane, comparison: Comparison): readonly Difference[] {
  const { expected, actual, tolerated, entries, index } = comparison;
  const isMeant = (each: PortAccess) =>
    each.direction === lane.direction && each.protocol === lane.protocol;
  const rules = expected.rules.filter(isMeant);
  const others = tolerated.filter(isMeant);
  const doubts = new RuleFinder(
    "undetermined" in actual ? actual.undetermined.filter(isMeant) : [],
  );
  // A documented port gets its own difference, and so do ports that another place decided.
  const cuts: PortMap<RemoteAddresses> = [
    ...[...entries.keys()].map((port) => ({ from: port, through: port })),
    ...others.map(({ ports }) => ports),
    ...("undetermined" in actual ? [...actual.rules, ...actual.undetermined] : [])
      .filter(isMeant)
      .map(({ ports }) => ports),
    ...(lane.direction === "inbound" ? comparison.listeners.ports : [])
      .filter(({ protocol }) => protocol === lane.protocol)
      .map(({ ports }) => ports),
  ].map((ports) => ({ ...ports, value: noRemotes }));
  const access = comparison.accessOf(lane);
  const deviations = deviationFinder(index);
  const differences = overlay(
    [access.expected, access.open, access.undetermined, cuts],
    (ports, [wanted = noRemotes, open = noRemotes, undetermined = noRemotes]) =>
      deviations(wanted, open, undetermined).map(
        (deviation): Difference => ({
          ...lane,
          ...ports,
          ...deviation,
          rules: rules.filter((rule) => covers(rule.ports, ports.from)),
          tolerated: others.filter((rule) => covers(rule.ports, ports.from)),
          entry: documentedEntry(entries.get(ports.from), lane),
          reasons:
            deviation.kind === "unknown"
              ? [...new Set(doubts.at(ports.from).flatMap((each) => each.reasons))]
              : [],
        }),
      ),
  ).flat();
  return (["missing", "extra", "narrower", "wider", "unknown"] as const)
    .flatMap((kind) => differences.filter((each) => each.kind === kind))
    .sort((a, b) => a.from - b.from);
}

type FindDeviations = (
  expected: RemoteAddresses,
  open: RemoteAddresses,
  undetermined: RemoteAddresses,
) => readonly Deviation[];

/** Returns a function that finds deviations and caches them by address sets. */
function deviationFinder(index: RemotesIndex): FindDeviations {
  const known = new Map<string, readonly Deviation[]>();
  return (...sets) => {
    const key = sets.map((each) => index.numberOf(each)).join();
    const found = known.get(key) ?? deviationsOf(...sets);
    known.set(key, found);
    return found;
  };
}

const deviationsOf: FindDeviations = (expected, open, undetermined) => {
  const unicast = (remotes: RemoteAddresses) => combine(remotes, nonUnicastAddresses, subtract);
  const deviation = (kind: Deviation["kind"], difference: RemoteAddresses): readonly Deviation[] =>
    isNobody(unicast(difference)) ? [] : [{ kind, expected, actual: open, difference }];
  const surplus = combine(open, expected, subtract);
  const lack = combine(combine(expected, open, subtract), undetermined, subtract);
  const isWhole = isNobody(unicast(combine(expected, lack, subtract)));
  return [
    ...deviation(isWhole ? "missing" : "narrower", lack),
    ...deviation(isNobody(expected) ? "extra" : "wider", surplus),
    ...deviation("unknown", undetermined),
  ];
};

/** Returns the conditions that all rules of the ports have; without a rule, the conditions of the entry for the protocol. */
export function conditionsOf({
  rules,
  entry,
  protocol,
}: Pick<Difference, "entry" | "protocol" | "rules">): readonly Condition[] {
  return rules.some(({ conditions }) => conditions.length === 0)
    ? []
    : rules.length > 0
      ? [...new Set(rules.flatMap(({ conditions }) => conditions))]
      : (entry?.conditions.filter(({ protocols }) => protocols.includes(protocol)) ?? []);
}
