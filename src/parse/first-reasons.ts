import * as limits from "../util/limits.ts";

/** Returns the first reasons, up to the limit for one span of ports, and the number of further reasons. */
export function firstReasons(reasons: readonly string[]): readonly string[] {
  return reasons.length > limits.reasons
    ? [...reasons.slice(0, limits.reasons), `${reasons.length - limits.reasons} more reasons`]
    : reasons;
}
