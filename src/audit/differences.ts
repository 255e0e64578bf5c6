import type { Condition, PortEntry } from "../dataset/types.ts";
import { openAccess, undeterminedAccess } from "../net/access.ts";
import { nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { overlay, type PortMap } from "../net/port-map.ts";
import { covers, overlaps } from "../net/port-range.ts";
import { combine, isNobody, noRemotes, type RemoteAddresses } from "../net/remote-addresses.ts";
import type { PortRange } from "../net/types.ts";
import type { PolicyRule } from "../policy/types.ts";
import type { Comparison, Lane } from "./comparison.ts";
import type { PolicyFinding } from "./types.ts";

/** A port interval in which nothing changes, and what differs in it. */
export interface Difference extends PortRange {
  readonly kind: PolicyFinding["kind"];
  readonly expected: RemoteAddresses;
  readonly actual: RemoteAddresses;
  readonly difference: RemoteAddresses;
  /** The rules of the expected policy that open the ports. */
  readonly rules: readonly PolicyRule[];
  /** The entry of the port in the expected release. */
  readonly entry: PortEntry | undefined;
  readonly reasons: readonly string[];
}

/** Finds the differences of a direction and protocol, by kind and in ascending order of ports. */
export function differencesIn(
  lane: Lane,
  { expected, actual, families, entries }: Comparison,
): readonly Difference[] {
  const { direction, protocol } = lane;
  const isMeant = (each: Lane) => each.direction === direction && each.protocol === protocol;
  const rules = expected.rules.filter(isMeant);
  const doubts = ("undetermined" in actual ? actual.undetermined : []).filter(isMeant);
  // A documented port is a difference of its own.
  const cuts: PortMap<RemoteAddresses> = [...entries.keys()].map((port) => ({
    from: port,
    through: port,
    value: noRemotes,
  }));
  const differences = overlay(
    [
      openAccess(expected, direction, protocol, families),
      openAccess(actual, direction, protocol, families),
      undeterminedAccess(actual, direction, protocol, families),
      cuts,
    ],
    (ports, [wanted = noRemotes, open = noRemotes, undetermined = noRemotes]) =>
      differencesOf(ports, wanted, open, undetermined, {
        rules: rules.filter((rule) => covers(rule.ports, ports.from)),
        entry: entries.get(ports.from),
        reasons: [
          ...new Set(
            doubts.filter((each) => overlaps(each.ports, ports)).flatMap((each) => each.reasons),
          ),
        ],
      }),
  ).flat();
  return (["missing", "extra", "narrower", "wider", "unknown"] as const)
    .flatMap((kind) => differences.filter((each) => each.kind === kind))
    .sort((a, b) => a.from - b.from);
}

function differencesOf(
  ports: PortRange,
  expected: RemoteAddresses,
  open: RemoteAddresses,
  undetermined: RemoteAddresses,
  rest: Pick<Difference, "entry" | "reasons" | "rules">,
): readonly Difference[] {
  const unicast = (remotes: RemoteAddresses) => combine(remotes, nonUnicastAddresses, subtract);
  const difference = (kind: Difference["kind"], remotes: RemoteAddresses): readonly Difference[] =>
    isNobody(unicast(remotes))
      ? []
      : [
          {
            ...rest,
            ...ports,
            kind,
            expected,
            actual: open,
            difference: remotes,
            reasons: kind === "unknown" ? rest.reasons : [],
          },
        ];
  const surplus = combine(open, expected, subtract);
  const lack = combine(combine(expected, open, subtract), undetermined, subtract);
  const isWhole = isNobody(unicast(combine(expected, lack, subtract)));
  return [
    ...difference(isWhole ? "missing" : "narrower", lack),
    ...difference(isNobody(expected) ? "extra" : "wider", surplus),
    ...difference("unknown", undetermined),
  ];
}

/** Returns what must hold for every rule of the ports; of ports that no rule opens, what the entry says of the protocol. */
export function conditionsOf(
  { rules, entry }: Pick<Difference, "entry" | "rules">,
  { protocol }: Pick<Lane, "protocol">,
): readonly Condition[] {
  return rules.some(({ conditions }) => conditions.length === 0)
    ? []
    : rules.length > 0
      ? [...new Set(rules.flatMap(({ conditions }) => conditions))]
      : (entry?.conditions.filter(({ protocols }) => protocols.includes(protocol)) ?? []);
}
