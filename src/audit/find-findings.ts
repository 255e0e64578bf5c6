import type { Family, Origin } from "../net/types.ts";
import type { Comparison } from "./comparison.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
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
import { type PortsOfLane, RuleFinder } from "./rule-finder.ts";
import type { FirewallAudit } from "./types.ts";
import { unusedAcceptances } from "./unused-acceptances.ts";
import { withLicenseCallback } from "./with-license-callback.ts";

/**
 * Finds differences from the expected policy, and faults in the rules themselves.
 *
 * @param inputs - the names of the firewall's inputs
 * @param acceptances - valid acceptances, then expired ones
 * @returns the findings that count and the accepted ones, each in the order of `findingRules`; the unused acceptances
 */
export function findFindings(
  comparison: Comparison,
  inputs: readonly string[],
  acceptances: readonly DatedAcceptance[],
): Pick<FirewallAudit, "accepted" | "findings" | "unusedAcceptances"> {
  const differences = [
    ...withLicenseCallback(findDifferences(comparison), comparison),
    ...findOpenDatabases(comparison),
    ...findIdlePorts(comparison),
  ];
  const drafts: readonly DraftFinding[] = [
    ...groupDifferences(differences, comparison, placeFinder(comparison), acceptances),
    ...groupQualified(comparison, acceptances),
    ...findHygiene(comparison, acceptances),
  ];
  const ranks = new Map<string, number>(findingRules.map(({ id }, rank) => [id, rank]));
  const rankOf = ({ rule }: DraftFinding) => ranks.get(rule) as number;
  const sorted = [...drafts].sort((a, b) => rankOf(a) - rankOf(b));
  const isAccepted = ({ acceptance }: DraftFinding) => acceptance?.hasExpired === false;
  const inWords = (draft: DraftFinding) => putInWords(draft, inputs, comparison.actual);
  return {
    findings: sorted.filter((each) => !isAccepted(each)).map(inWords),
    accepted: sorted.filter(isAccepted).map(inWords),
    unusedAcceptances: unusedAcceptances(drafts, acceptances, comparison.lanes),
  };
}

/** Returns a function that finds the deciding place for the ports of a difference. */
function placeFinder({ actual }: Comparison): (difference: Difference) => Origin | null {
  if (!("undetermined" in actual)) {
    return () => null;
  }
  const open = new RuleFinder<PortPlace>(actual.rules);
  const undetermined = new RuleFinder<PortPlace>(actual.undetermined);
  const closed = new RuleFinder<PortPlace>(actual.closed);
  return (difference) => {
    switch (difference.kind) {
      case "extra":
      case "wider":
        return placeIn(open, difference) ?? actual.openedBy[difference.direction];
      case "unknown":
        return placeIn(undetermined, difference);
      default:
        return placeIn(closed, difference);
    }
  };
}

interface PortPlace extends PortsOfLane {
  readonly family?: Family;
  readonly decidedBy: Origin | null;
}

function placeIn(
  finder: RuleFinder<PortPlace>,
  { from, direction, protocol, difference }: Difference,
): Origin | null {
  const found = finder
    .at(from)
    .find(
      (rule) =>
        rule.direction === direction &&
        rule.protocol === protocol &&
        (rule.family === undefined || difference[rule.family].length > 0),
    );
  return found?.decidedBy ?? null;
}
