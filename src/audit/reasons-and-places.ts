import { byPlace } from "../net/by-place.ts";
import type { Origin } from "../net/types.ts";

/** A place in an input. */
export type Place = Pick<Origin, "input" | "line">;

/** The reasons of a finding, and its deciding places. */
interface ReasonsAndPlaces {
  readonly reasons: readonly string[];
  readonly places: readonly Place[];
}

/**
 * Moves the lines that reasons name to the places, if there are any and every reason names one; a reason that is only
 * a place disappears. Otherwise, removes from the places the lines that reasons name.
 */
export function reasonsAndPlaces({ reasons, places }: ReasonsAndPlaces): ReasonsAndPlaces {
  const split = reasons.map(splitReason);
  const named = split.flatMap(({ place }) => (place ? [place] : []));
  if (places.length > 0 && named.length === reasons.length) {
    return {
      reasons: [...new Set(split.map(({ rest }) => rest))].filter((rest) => rest !== ""),
      places: [...places, ...named].sort(byPlace),
    };
  }
  const isNamed = ({ input, line }: Place) =>
    named.some((each) => each.input === input && each.line === line);
  return {
    reasons,
    places: places.map((place) => (isNamed(place) ? { ...place, line: null } : place)),
  };
}

/** Splits the place off a reason such as `ipset bans, line 6` or `line 6: unknown match`. */
function splitReason(reason: string): { readonly rest: string; readonly place: Place | undefined } {
  const found =
    /^(?:input (?<input>\d+), )?line (?<line>\d+)(?:: (?<rest>.*))?$/su.exec(reason)?.groups ??
    /^(?<rest>.*?), (?:input (?<input>\d+), )?line (?<line>\d+)$/su.exec(reason)?.groups;
  return found
    ? {
        rest: found.rest ?? "",
        place: { input: Number(found.input ?? 1) - 1, line: Number(found.line) },
      }
    : { rest: reason, place: undefined };
}
