import { refusal } from "../errors.ts";
import { checkDay } from "../query/check-day.ts";
import type { ReadAcceptance } from "./read-acceptances.ts";

/** An acceptance on the day of the audit. */
export interface DatedAcceptance extends ReadAcceptance {
  readonly hasExpired: boolean;
}

/**
 * Marks the acceptances that have expired on a day.
 *
 * @returns valid acceptances, then expired ones
 * @throws {@link InvalidDateError} when a date is not a calendar day
 * @throws {@link InvalidOptionError} when an acceptance has a last day and no date is given
 */
export function dateAcceptances(
  acceptances: readonly ReadAcceptance[],
  on: string | undefined,
): readonly DatedAcceptance[] {
  if (on !== undefined) {
    checkDay(on, "on");
  }
  const dated = acceptances.map((each) => ({
    ...each,
    hasExpired: hasExpired(each, on),
  }));
  return [...dated.filter((each) => !each.hasExpired), ...dated.filter((each) => each.hasExpired)];
}

function hasExpired({ acceptance: { until } }: ReadAcceptance, on: string | undefined): boolean {
  if (until === null) {
    return false;
  }
  if (on === undefined) {
    // Without a date, the acceptance would never expire.
    const expected = `the day of the audit, YYYY-MM-DD, because a finding is accepted until ${until}`;
    throw refusal("on", on, [], expected);
  }
  return on > until;
}
