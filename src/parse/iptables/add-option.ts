import { excerpt } from "../../util/excerpt.ts";
import { longNameOf } from "./long-names.ts";
import { matchOptions, optionNamesOf } from "./match-options.ts";
import type { Alternative, MatchOption, OptionUse, Packets } from "./option-use.ts";
import type { Option } from "./ruleset.ts";

/** Adds an option to the match of its rule; an unsupported option leaves the match in doubt. */
export function addOption(option: Option, packets: Packets): void {
  const use = useOf(option, packets.options);
  const found = optionOf(option, packets.options);
  if (found) {
    found.add(use, packets);
  } else {
    packets.builder.holds(undefined, use.what);
  }
}

/** Returns the alternatives of an option; an option without any is added unchanged. */
export function alternativesOf(option: Option, packets: Packets): readonly Alternative[] {
  const found = optionOf(option, packets.options);
  return (
    found?.alternatives?.(useOf(option, packets.options), packets) ?? [
      (each: Packets) => addOption(option, each),
    ]
  );
}

function useOf(option: Option, options: readonly Option[]): OptionUse {
  const { name, negated, values } = option;
  const words = [name, ...values].join(" ");
  const what = excerpt(negated ? `! ${words}` : words);
  const module = options
    .slice(0, options.indexOf(option))
    .findLast((each) => each.name === "-m" || each.name === "--match");
  return { value: values[0] ?? "", values, negated, module: module?.values[0] ?? "", what };
}

/** Returns whether an option has other values than it takes, or is a stray word. */
export function hasWrongValues({ name, values }: Option): boolean {
  const option = matchOptions.get(name);
  return !name.startsWith("-") || (option !== undefined && values.length !== (option.values ?? 1));
}

/** Returns the supported option, if it has the expected number of values. */
function optionOf({ name, values }: Option, options: readonly Option[]): MatchOption | undefined {
  const option = matchOptions.get(name) ?? matchOptions.get(longName(name, options));
  return option && values.length === (option.values ?? 1) ? option : undefined;
}

/** Returns the long name that a word abbreviates, among the options of the rule's modules. */
function longName(word: string, options: readonly Option[]): string {
  const modules = options.flatMap(({ name, values }) =>
    ["-m", "-p", "--match", "--protocol"].includes(name) ? values : [],
  );
  return (word.startsWith("--") && longNameOf(word, optionNamesOf(modules))) || word;
}
