import { unite } from "../net/address-set.ts";
import { combine, isNobody, noRemotes, type RemoteAddresses } from "../net/remote-addresses.ts";
import type { Origin, PortRange } from "../net/types.ts";
import { groupBy } from "../util/group-by.ts";
import { acceptedParts } from "./accepted-parts.ts";
import { areFew } from "./are-few.ts";
import type { Comparison } from "./comparison.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import { conditionsOf, type Difference } from "./differences.ts";
import type { DraftFinding } from "./draft-finding.ts";
import type { RuledDifference } from "./find-differences.ts";
import type { FindingRuleId } from "./finding-rules.ts";
import { limitsOfTwin } from "./limits-of-twin.ts";
import { StockLists } from "./stock-lists.ts";
import type { FindingPorts } from "./types.ts";
import { labelOfDifference, servicesOfDifference, sinceWhen } from "./uses-of-difference.ts";
import { withoutPhrase } from "./without-phrase.ts";

/** Rules that get one finding for all audiences. */
const foldedRules: ReadonlySet<FindingRuleId> = new Set([
  "most-ports-open",
  "needed-port-undetermined",
  "no-dhcp",
  "no-license-callback",
  "other-port-undetermined",
  "some-addresses-blocked",
  "some-addresses-undetermined",
  "stock-list-open",
  "stock-list-outbound",
  "unfiltered",
]);

/** Rules about ports that are, or may be, open to too many. */
const accessRules: ReadonlySet<FindingRuleId> = new Set([
  "database-open",
  "open-to-more",
  "other-port-undetermined",
]);

/** The maximum number of audiences of a few addresses that get a finding each. */
const separateAudiences = 3;

/**
 * Groups differences into findings by rule, direction, audience and acceptance.
 *
 * @param placeOf - returns the deciding place for the ports of a difference
 */
export function groupDifferences(
  differences: readonly RuledDifference[],
  comparison: Comparison,
  placeOf: (difference: Difference) => Origin | null,
  acceptances: readonly DatedAcceptance[],
): readonly DraftFinding[] {
  const lists = new StockLists(comparison);
  const concerned = differences.flatMap((ruled) => {
    const { difference } = ruled;
    const remotes = comparison.index.concerned(difference.difference);
    return ruledParts(ruled, lists.ruleOf(ruled), acceptances).map(
      ({ rule, from, through, acceptance }): Concerned => ({
        rule,
        difference: { ...difference, from, through },
        remotes,
        acceptance,
      }),
    );
  });
  const groups = groupBy(concerned, ({ rule, difference, acceptance }) =>
    [
      rule,
      difference.direction,
      acceptance ? acceptances.indexOf(acceptance) : "",
      rule === "other-port-undetermined" ? comparison.index.numberOf(difference.expected) : "",
    ].join(),
  );
  return [...groups.values()]
    .flatMap((all) => byAudience(all, comparison))
    .map((group): DraftFinding => {
      const [first] = group;
      const remotes = group
        .slice(1)
        .reduce(
          (sum, each) => (each.remotes === sum ? sum : combine(sum, each.remotes, unite)),
          first.remotes,
        );
      return {
        rule: first.rule,
        direction: first.difference.direction,
        families: comparison.families.filter((family) => remotes[family].length > 0),
        ports: group.map(({ difference, remotes: own }): FindingPorts => {
          const { protocol, from, through } = difference;
          return {
            protocol,
            ports: { from, through },
            label: labelOfDifference(difference) ?? processesOf(difference, comparison) ?? null,
            services: servicesOfDifference(difference),
            conditions: conditionsOf(difference),
            since: sinceWhen(difference, comparison),
            who: comparison.index.isSame(own, remotes) ? null : comparison.index.whoMay(own),
            decidedBy: placeOf(difference),
          };
        }),
        who: comparison.index.whoMay(remotes),
        reasons: [
          ...new Set(
            group.flatMap(({ difference }) => reasonsOf(difference, first.rule, comparison, lists)),
          ),
        ],
        decidedBy: [],
        acceptance: first.acceptance,
        access: accessRules.has(first.rule) ? accessOf(group, comparison) : undefined,
      };
    });
}

/** A difference with its rule and its audience. */
interface Concerned {
  readonly rule: FindingRuleId;
  readonly difference: Difference;
  readonly remotes: RemoteAddresses;
  readonly acceptance: DatedAcceptance | null;
}

type Group = readonly [Concerned, ...Concerned[]];

/** Splits differences of the same rule by audience; many audiences of a few addresses each stay together. */
function byAudience(group: Group, { index, families }: Comparison): readonly Group[] {
  const [{ rule }] = group;
  if (foldedRules.has(rule)) {
    return [group];
  }
  const isOfFew = ({ remotes }: Concerned) => areFew(remotes, families);
  const audiences = new Set(group.filter(isOfFew).map(({ remotes }) => index.numberOf(remotes)));
  const areFolded = audiences.size > separateAudiences && !accessRules.has(rule);
  return [
    ...groupBy(group, (each) =>
      areFolded && isOfFew(each) ? null : index.numberOf(each.remotes),
    ).values(),
  ];
}

/** Returns the actual and the intended audience of ports. */
function accessOf(
  group: readonly { readonly difference: Difference }[],
  { index }: Comparison,
): DraftFinding["access"] {
  const [open, meant] = (["actual", "expected"] as const).map((side) =>
    group
      .map(({ difference }) => index.concerned(difference[side]))
      .reduce((sum, each) => combine(sum, each, unite), noRemotes),
  ) as [RemoteAddresses, RemoteAddresses];
  return { open: index.whoMay(open), meant: isNobody(meant) ? null : index.whoMay(meant) };
}

/**
 * Splits ports by acceptances. Ports that a published list opens get their own rule, unless the original rule is
 * accepted: an acceptance does not depend on what else the firewall opens.
 */
function ruledParts(
  { rule, difference }: RuledDifference,
  listRule: FindingRuleId | undefined,
  acceptances: readonly DatedAcceptance[],
) {
  const partsBy = (id: FindingRuleId, ports: PortRange) =>
    acceptedParts({ ...difference, ...ports, rule: id }, acceptances).map((part) => ({
      ...part,
      rule: id,
    }));
  return partsBy(rule, difference).flatMap((part) =>
    part.acceptance || listRule === undefined
      ? [part]
      : partsBy(listRule, { from: part.from, through: part.through }),
  );
}

/** Returns the processes that listen on a port. */
function processesOf(
  { direction, protocol, from, through }: Difference,
  { listeners }: Comparison,
): string | undefined {
  return direction === "inbound" && from === through
    ? listeners.processesAt(protocol, from)
    : undefined;
}

/** Returns why ports are undetermined, or what their state depends on. */
function reasonsOf(
  difference: Difference,
  rule: FindingRuleId,
  comparison: Comparison,
  lists: StockLists,
): readonly string[] {
  switch (rule) {
    case "conditional-port-open":
      return conditionsOf(difference).map(
        ({ text }) => `${difference.protocol.toUpperCase()} ${difference.from} ${text}`,
      );
    case "open-to-a-list":
      return comparison.openToSome(difference).flatMap(({ reasons }) => reasons.map(withoutPhrase));
    case "plain-port-closed":
      return limitsOfTwin(difference, comparison);
    case "stock-list-open":
    case "stock-list-outbound":
      return [lists.textOf(difference.direction)];
    default:
      return difference.reasons;
  }
}
