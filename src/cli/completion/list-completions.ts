import type { Argument, Command, Option } from "commander";
import type { CommandDescription } from "../command-description.ts";
import type { Values, ValuesByTerm } from "./values.ts";

/** An option for shell completion. */
export interface CompletedOption {
  /** The flags, such as `-h` and `--help`. */
  readonly flags: readonly string[];
  readonly text: string;
  /** The accepted values; `undefined` for an option without a value. */
  readonly values: Values | undefined;
}

/** The values that can be given at the position of an argument. */
interface CompletedPlace extends Values {
  /** Whether all later arguments are of the same kind. */
  readonly isLast: boolean;
}

/** A command for shell completion. */
export interface CompletedCommand {
  readonly name: string;
  readonly text: string;
  readonly options: readonly CompletedOption[];
  readonly places: readonly CompletedPlace[];
}

/** A command line for shell completion: the options before the command, and the commands. */
export interface Completions {
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** Lists the completions of a program with loaded commands. */
export function listCompletions(
  program: Command,
  loaded: ReadonlyMap<string, CommandDescription>,
): Completions {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const names: ValuesByTerm = { command: { words: commands.map((each) => each.name()) } };
  const completed = (command: Command, known: ValuesByTerm = names): CompletedCommand => ({
    name: command.name(),
    text: command.description(),
    options: help.visibleOptions(command).map((option) => completedOption(option, known)),
    places: command.registeredArguments.map((_, index, all) =>
      completedPlace(all.slice(index), known),
    ),
  });
  return {
    options: completed(program).options,
    commands: commands.map((command) => completed(command, loaded.get(command.name())?.values?.())),
  };
}

const anything: Values = { words: [] };

function completedOption(option: Option, known: ValuesByTerm): CompletedOption {
  const { flags, short, long, description, required, argChoices } = option;
  const choices = argChoices && { words: argChoices };
  return {
    flags: [short, long].filter((each) => each !== undefined),
    text: description,
    values: required ? (choices ?? known[flags] ?? anything) : undefined,
  };
}

/** Returns the values that can be given for the first of these arguments. If it is optional, includes the next argument. */
function completedPlace(given: readonly Argument[], known: ValuesByTerm): CompletedPlace {
  const end = given.findIndex((each) => each.required || each.variadic);
  const possible = end === -1 ? given : given.slice(0, end + 1);
  const values = possible.map((each) =>
    each.argChoices ? { words: each.argChoices } : (known[each.name()] ?? anything),
  );
  return {
    words: values.flatMap(({ words }) => words),
    areFiles: values.some(({ areFiles }) => areFiles),
    isLast: (given[0] as Argument).variadic,
  };
}
