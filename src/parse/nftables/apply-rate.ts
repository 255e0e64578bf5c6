import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { Rate } from "./rates.ts";
import type { NftTable } from "./ruleset.ts";

/** Adds a limit to the match of a rule. */
export function applyRate({ text, below, isPassed }: Rate, table: NftTable, builder: MatchBuilder) {
  const what = excerpt(text);
  const rate = typeof below === "boolean" ? { below, isPassed } : table.rates.get(below.named);
  if (rate?.isPassed === undefined) {
    builder.holds(undefined, what);
  } else if (rate.isPassed) {
    builder.holds(!rate.below, what);
  } else {
    builder.depends("rate", rate.below === true, what);
  }
}
