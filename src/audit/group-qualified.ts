import { allAddresses, subtract, unite } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { overlay } from "../net/port-map.ts";
import { combine, isNobody, noRemotes, remotesOf } from "../net/remote-addresses.ts";
import type { QualifiedPorts } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { groupBy } from "../util/group-by.ts";
import { acceptedParts } from "./accepted-parts.ts";
import type { Comparison } from "./comparison.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import { documentedEntry } from "./documented-entry.ts";
import type { DraftFinding } from "./draft-finding.ts";
import type { FindingPorts } from "./types.ts";
import { withoutPhrase } from "./without-phrase.ts";

/** Groups qualified ports into findings by qualification, direction and acceptance. */
export function groupQualified(
  comparison: Comparison,
  acceptances: readonly DatedAcceptance[],
): readonly DraftFinding[] {
  const { families, index, lanes, actual } = comparison;
  const concerned = qualifiedOf(actual)
    .filter((each) =>
      lanes.some(
        ({ direction, protocol }) => direction === each.direction && protocol === each.protocol,
      ),
    )
    .flatMap((each) => partsOf(each, comparison))
    .flatMap(({ each, remotes, rule }) =>
      acceptedParts({ rule, ...each, ...each.ports }, acceptances).map(
        ({ acceptance, from, through }) => ({
          each: { ...each, ports: { from, through } },
          remotes,
          rule,
          acceptance,
        }),
      ),
    );
  const groups = groupBy(concerned, ({ each, rule, acceptance }) =>
    [rule, each.direction, acceptance ? acceptances.indexOf(acceptance) : ""].join(),
  );
  return [...groups.values()].map((group): DraftFinding => {
    const [{ each: first, rule, acceptance }] = group;
    const remotes = group.reduce((sum, each) => combine(sum, each.remotes, unite), noRemotes);
    return {
      rule,
      direction: first.direction,
      families: families.filter((family) => remotes[family].length > 0),
      ports: group.map(({ each }) => portsOf(each, comparison)),
      who: index.whoMay(remotes),
      reasons: [...new Set(group.flatMap(({ each }) => each.reasons.map(withoutPhrase)))],
      decidedBy: group.flatMap(({ each }) => each.alsoDecidedBy ?? []),
      acceptance,
    };
  });
}

/** Returns the parts of qualified ports that concern the families, without connections that are expected anyway. */
function partsOf(each: QualifiedPorts, { families, accessOf }: Comparison) {
  const remotes = remotesOf(each, families);
  const isSurplus = each.qualification === "open-from-source-ports";
  const parts = overlay(
    [[{ ...each.ports, value: remotes }], isSurplus ? accessOf(each).expected : []],
    (ports, [qualified = noRemotes, expected = noRemotes]) => {
      const surplus = combine(qualified, expected, subtract);
      const isOfMost = families.some((family) => isMostOf(surplus[family], allAddresses[family]));
      return {
        each: { ...each, ports },
        remotes: surplus,
        rule: isSurplus && !isOfMost ? "may-be-open-to-some" : each.qualification,
      } as const;
    },
  );
  return parts.filter((part) => !isNobody(part.remotes));
}

function qualifiedOf(actual: PolicyOrExposure): readonly QualifiedPorts[] {
  return "qualified" in actual ? actual.qualified : [];
}

function portsOf(qualified: QualifiedPorts, { entries }: Comparison): FindingPorts {
  const { protocol, ports, decidedBy } = qualified;
  const entry =
    ports.from === ports.through ? documentedEntry(entries.get(ports.from), qualified) : undefined;
  return {
    protocol,
    ports,
    label: entry?.documented.service ?? null,
    services: entry?.services ?? [],
    conditions: [],
    since: null,
    who: null,
    decidedBy,
  };
}
