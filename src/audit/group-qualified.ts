import { unite } from "../net/address-set.ts";
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
    .map((each) => ({ each, remotes: remotesOf(each, families) }))
    .filter(({ remotes }) => !isNobody(remotes))
    .flatMap(({ each, remotes }) =>
      acceptedParts({ rule: each.qualification, ...each, ...each.ports }, acceptances).map(
        ({ acceptance, from, through }) => ({
          each: { ...each, ports: { from, through } },
          remotes,
          acceptance,
        }),
      ),
    );
  const groups = groupBy(concerned, ({ each, acceptance }) =>
    [each.qualification, each.direction, acceptance ? acceptances.indexOf(acceptance) : ""].join(),
  );
  return [...groups.values()].map((group): DraftFinding => {
    const [{ each: first, acceptance }] = group;
    const remotes = group.reduce((sum, each) => combine(sum, each.remotes, unite), noRemotes);
    return {
      rule: first.qualification,
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
