import { InvalidArgumentError, Option } from "commander";
import { didYouMean } from "../../util/did-you-mean.ts";
import { nearestWord } from "../../util/nearest-word.ts";

/** Creates an option with a fixed set of values. The error for any other value suggests the nearest one. */
export function choiceOption(flags: string, text: string, choices: readonly string[]): Option {
  return new Option(flags, text)
    .choices(choices)
    .argParser((given: string) => readChoice(given, choices));
}

/**
 * Returns a value that is one of the choices.
 *
 * @throws {@link InvalidArgumentError} for any other value
 */
export function readChoice(given: string, choices: readonly string[]): string {
  if (!choices.includes(given)) {
    const hint = didYouMean(nearestWord(given, choices));
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}${hint}.`);
  }
  return given;
}
