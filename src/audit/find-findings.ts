import type { ExposureRule, Origin } from "../net/types.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";
import type { DraftFinding } from "./draft-finding.ts";
import { findDifferences } from "./find-differences.ts";
import { findHygiene } from "./find-hygiene.ts";
import { findIdlePorts } from "./find-idle-ports.ts";
import { findOpenDatabases } from "./find-open-databases.ts";
import { findingRules } from "./finding-rules.ts";
import { groupDifferences } from "./group-differences.ts";
import { groupQualified } from "./group-qualified.ts";
import { putInWords } from "./put-in-words.ts";
import { RuleFinder } from "./rule-finder.ts";
import type { AuditFinding } from "./types.ts";

/**
 * Finds what differs from what is expected, and what is wrong with the rules themselves.
 *
 * @param inputs - the names of the inputs of the firewall
 * @returns the findings in the order of their rules
 */
export function findFindings(
  comparison: Comparison,
  inputs: readonly string[],
): readonly AuditFinding[] {
  const differences = [
    ...findDifferences(comparison),
    ...findOpenDatabases(comparison),
    ...findIdlePorts(comparison),
  ];
  const drafts: readonly DraftFinding[] = [
    ...groupDifferences(differences, comparison, placeFinder(comparison)),
    ...groupQualified(comparison),
    ...findHygiene(comparison),
  ];
  const ranks = new Map<string, number>(findingRules.map(({ id }, rank) => [id, rank]));
  const rankOf = ({ rule }: DraftFinding) => ranks.get(rule) as number;
  return [...drafts]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map((draft) => putInWords(draft, inputs));
}

/** Returns what finds the place that decided about the ports of a difference. */
function placeFinder({ actual }: Comparison): (difference: Difference) => Origin | null {
  const open = new RuleFinder<ExposureRule>("undetermined" in actual ? actual.rules : []);
  const undetermined = new RuleFinder("undetermined" in actual ? actual.undetermined : []);
  const placeIn = <Rule extends ExposureRule>(
    finder: RuleFinder<Rule>,
    { from, direction, protocol }: Difference,
  ) =>
    finder.at(from).find((rule) => rule.direction === direction && rule.protocol === protocol)
      ?.decidedBy ?? null;
  return (difference) => {
    switch (difference.kind) {
      case "extra":
      case "wider":
        return placeIn(open, difference);
      case "unknown":
        return placeIn(undetermined, difference);
      default:
        return null;
    }
  };
}
