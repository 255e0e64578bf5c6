import { rangeText } from "../net/port-range.ts";
import { type Lane, wholeScope } from "./comparison.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import type { DraftFinding } from "./draft-finding.ts";
import type { UnusedAcceptance } from "./types.ts";

/** Returns the acceptances that apply to no finding, unless they are about something that was not examined. */
export function unusedAcceptances(
  drafts: readonly DraftFinding[],
  acceptances: readonly DatedAcceptance[],
  lanes: readonly Lane[],
): readonly UnusedAcceptance[] {
  const used = new Set(drafts.map(({ acceptance }) => acceptance));
  const isWhole = lanes.length === wholeScope.directions.length * wholeScope.protocols.length;
  return acceptances
    .filter((each) => !used.has(each))
    .filter(
      ({ ports }) =>
        isWhole ||
        ports?.some(({ direction, protocol }) =>
          lanes.some((lane) => lane.direction === direction && lane.protocol === protocol),
        ),
    )
    .map(({ rule, ports, acceptance }) => ({
      rule,
      ports:
        ports?.map(
          (each) =>
            `${rangeText(each.ports)}/${each.protocol}${each.direction === "outbound" ? "/outbound" : ""}`,
        ) ?? null,
      ...acceptance,
    }));
}
