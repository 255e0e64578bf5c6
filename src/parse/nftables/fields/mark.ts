import type { Mark } from "../marks.ts";
import type { ApplyField } from "./comparison.ts";
import { holdsForNumbers, numberOrWord, points } from "./numbers.ts";

/** Returns a function that applies comparisons of a mark; a mark that no rule sets may be set elsewhere. */
export function mark(which: Mark): ApplyField {
  return (comparison, builder) => {
    const { uses, what } = comparison;
    const fulfils = (actual: number) => holdsForNumbers(comparison, numberOrWord(), points(actual));
    if (!uses.marks.has(which) || fulfils(0) === undefined) {
      builder.holds(undefined, what, "state");
    } else {
      builder.state(
        (state) => (which === "mark" || !state.isUntracked) && fulfils(state[which]) === true,
      );
    }
  };
}
