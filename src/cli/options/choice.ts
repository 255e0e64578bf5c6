import { InvalidArgumentError, Option } from "commander";
import { didYouMean } from "../../util/did-you-mean.ts";
import { nearestWord } from "../../util/nearest-word.ts";

/** Makes an option that takes one of a few words; for any other, its error suggests the nearest. */
export function choiceOption(flags: string, text: string, choices: readonly string[]): Option {
  return new Option(flags, text)
    .choices(choices)
    .argParser((given: string) => readChoice(given, choices));
}

/**
 * Returns one of a few words.
 *
 * @throws {@link InvalidArgumentError} for any other
 */
export function readChoice(given: string, choices: readonly string[]): string {
  if (!choices.includes(given)) {
    const hint = didYouMean(nearestWord(given, choices));
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}${hint}.`);
  }
  return given;
}
