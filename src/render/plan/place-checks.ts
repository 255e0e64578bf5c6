import type { RulePlace } from "../../net/types.ts";
import type { PlacedRules } from "./placed-rules.ts";

/**
 * Returns commands that stop before the first change if the rules at some places have changed since they were read.
 *
 * @param callsAt - returns the calls that find a place, one for each command that lists its rules
 */
export function placeChecks(
  places: readonly PlacedRules[],
  callsAt: (place: RulePlace, families: PlacedRules["families"]) => readonly string[],
): readonly string[] {
  const calls = places.flatMap(({ at, families }) =>
    typeof at === "string" ? [] : callsAt(at, families),
  );
  return [...new Set(calls)].map((call) => `${call} > /dev/null`);
}
