import { allAddresses, noAddress } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { allFamilies, isNobody, type RemoteAddresses } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import type { Comparison } from "./comparison.ts";
import { type Difference, differencesIn } from "./differences.ts";
import type { FindingRuleId } from "./finding-rules.ts";
import { ruleOfDifference } from "./rule-of-difference.ts";

/** A difference, and the rule it breaks. */
export interface RuledDifference {
  readonly rule: FindingRuleId;
  readonly difference: Difference;
}

/** Finds the differences that break a rule. */
export function findDifferences(comparison: Comparison): readonly RuledDifference[] {
  return comparison.lanes
    .flatMap((lane) => differencesIn(lane, comparison))
    .flatMap((difference) => ruled(difference, comparison));
}

/** Returns the rules that a difference breaks. Where a family is open as a whole, its ports are not judged one by one. */
function ruled(difference: Difference, comparison: Comparison): readonly RuledDifference[] {
  const isSurplus = difference.kind === "extra" || difference.kind === "wider";
  const wide = new Map<Family, FindingRuleId>();
  if (isSurplus && difference.direction === "inbound") {
    for (const family of comparison.families) {
      const rule = wideRule(difference, family, comparison);
      if (rule) {
        wide.set(family, rule);
      }
    }
  }
  const part = (families: readonly Family[]): Difference => ({
    ...difference,
    difference: comparison.index.find(onlyOf(difference.difference, families)),
  });
  const others = allFamilies.filter((each) => !wide.has(each));
  const blocked = others.filter((family) => blocksSome(difference, family));
  const rest = [blocked, others.filter((each) => !blocked.includes(each))]
    .map((families) => (families.length === allFamilies.length ? difference : part(families)))
    .flatMap((each) => {
      const rule = isNobody(each.difference) ? undefined : ruleOfDifference(each, comparison);
      return rule ? [{ rule, difference: each }] : [];
    });
  return [
    ...[...new Set(wide.values())].map((each) => ({
      rule: each,
      difference: part([...wide.keys()].filter((family) => wide.get(family) === each)),
    })),
    ...rest,
  ];
}

/** Returns whether only some addresses of a family are blocked, regardless of the other family. */
function blocksSome({ kind, expected, difference }: Difference, family: Family): boolean {
  return kind === "narrower" && !isMostOf(difference[family], expected[family]);
}

function wideRule(
  { protocol, difference }: Difference,
  family: Family,
  { widthOf, lanes }: Comparison,
): FindingRuleId | undefined {
  if (!isMostOf(difference[family], allAddresses[family])) {
    return undefined;
  }
  const isWhole = lanes
    .filter(({ direction }) => direction === "inbound")
    .every((lane) => widthOf(lane.protocol, family) === "all");
  return isWhole
    ? "unfiltered"
    : widthOf(protocol, family) === "some"
      ? undefined
      : "most-ports-open";
}

function onlyOf(remotes: RemoteAddresses, families: readonly Family[]): RemoteAddresses {
  return {
    ipv4: families.includes("ipv4") ? remotes.ipv4 : noAddress,
    ipv6: families.includes("ipv6") ? remotes.ipv6 : noAddress,
  };
}
