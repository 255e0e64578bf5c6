import * as limits from "../util/limits.ts";

/** Returns as many reasons as are named for one span of ports, and how many more there are. */
export function firstReasons(reasons: readonly string[]): readonly string[] {
  return reasons.length > limits.reasons
    ? [...reasons.slice(0, limits.reasons), `${reasons.length - limits.reasons} more reasons`]
    : reasons;
}
