import { placeText } from "../net/place-text.ts";
import type { Origin } from "../net/types.ts";

/** The reasons of a finding, and its deciding places. */
interface ReasonsAndPlaces {
  readonly reasons: readonly string[];
  readonly places: readonly Origin[];
}

/**
 * Removes lines that reasons and places both name: from the reasons if the places name the lines of all of them,
 * otherwise from the places.
 */
export function reasonsAndPlaces({ reasons, places }: ReasonsAndPlaces): ReasonsAndPlaces {
  const texts = new Map(places.map((place) => [placeText(place), place]));
  texts.delete("");
  const split = reasons.map((reason) => splitReason(reason, texts));
  if (split.every(({ place }) => place !== undefined)) {
    return { reasons: split.flatMap(({ rest }) => (rest === "" ? [] : [rest])), places };
  }
  const named = new Set(split.map(({ place }) => place));
  return {
    reasons,
    places: places.map((place) => (named.has(place) ? { ...place, line: null } : place)),
  };
}

/** Splits the place off a reason such as `ipset bans, line 6` or `line 6: unknown match`. */
function splitReason(
  reason: string,
  places: ReadonlyMap<string, Origin>,
): { readonly rest: string; readonly place: Origin | undefined } {
  const found = /^(?<first>(?:input \d+, )?line \d+)(?:: (?<why>.*))?$/su.exec(reason)?.groups;
  const [, what, last] = /^(.*?), ((?:input \d+, )?line \d+)$/su.exec(reason) ?? [];
  return found
    ? { rest: found.why ?? "", place: places.get(found.first as string) }
    : { rest: what ?? reason, place: places.get(last ?? "") };
}
