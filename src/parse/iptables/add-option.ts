import { excerpt } from "../../util/excerpt.ts";
import { matchOptions } from "./match-options.ts";
import type { OptionUse } from "./option-use.ts";
import type { Option } from "./ruleset.ts";
import { unquote } from "./words.ts";

/** Puts an option of a rule on its match; one that is not understood makes the match doubtful. */
export function addOption(
  { name, negated, words }: Option,
  place: Pick<OptionUse, "family" | "table" | "view" | "builder">,
): void {
  const values = words.map(unquote);
  const what = excerpt([...(negated ? ["!"] : []), name, ...values].join(" "));
  const option = matchOptions.get(name);
  if (option && values.length === (option.values ?? 1)) {
    option.add({ ...place, value: values[0] ?? "", values, negated, what });
  } else {
    place.builder.holds(undefined, what);
  }
}
