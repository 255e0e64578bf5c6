import { unite } from "../net/address-set.ts";
import { combine, isNobody, noRemotes, remotesOf } from "../net/remote-addresses.ts";
import type { QualifiedPorts } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { groupBy } from "../util/group-by.ts";
import type { Comparison } from "./comparison.ts";
import type { DraftFinding } from "./draft-finding.ts";
import type { FindingPorts } from "./types.ts";
import { withoutPhrase } from "./without-phrase.ts";

/** Groups the ports that are qualified: one finding for each qualification and direction. */
export function groupQualified(comparison: Comparison): readonly DraftFinding[] {
  const { families, index, lanes, actual } = comparison;
  const concerned = qualifiedOf(actual)
    .filter((each) =>
      lanes.some(
        ({ direction, protocol }) => direction === each.direction && protocol === each.protocol,
      ),
    )
    .map((each) => ({ each, remotes: remotesOf(each, families) }))
    .filter(({ remotes }) => !isNobody(remotes));
  const groups = groupBy(concerned, ({ each }) => `${each.qualification} ${each.direction}`);
  return [...groups.values()].map((group): DraftFinding => {
    const [{ each: first }] = group;
    const remotes = group.reduce((sum, each) => combine(sum, each.remotes, unite), noRemotes);
    return {
      rule: first.qualification,
      direction: first.direction,
      families: families.filter((family) => remotes[family].length > 0),
      ports: group.map(({ each }) => portsOf(each, comparison)),
      who: index.whoMay(remotes),
      reasons: [...new Set(group.flatMap(({ each }) => each.reasons.map(withoutPhrase)))],
      decidedBy: [],
    };
  });
}

function qualifiedOf(actual: PolicyOrExposure): readonly QualifiedPorts[] {
  return "qualified" in actual ? actual.qualified : [];
}

function portsOf(
  { protocol, ports, decidedBy }: QualifiedPorts,
  { entries }: Comparison,
): FindingPorts {
  const entry = ports.from === ports.through ? entries.get(ports.from) : undefined;
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
