import { excerpt } from "../../util/excerpt.ts";
import { matchOptions } from "./match-options.ts";
import type { Packets } from "./option-use.ts";
import type { Option } from "./ruleset.ts";

/** Puts an option of a rule on its match; one that is not understood makes the match doubtful. */
export function addOption({ name, negated, values }: Option, packets: Packets): void {
  const words = [name, ...values].join(" ");
  const what = excerpt(negated ? `! ${words}` : words);
  const option = matchOptions.get(name);
  if (option && values.length === (option.values ?? 1)) {
    option.add({ value: values[0] ?? "", values, negated, what }, packets);
  } else {
    packets.builder.holds(undefined, what);
  }
}
