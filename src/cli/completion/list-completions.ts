import type { Argument, Command, Option } from "commander";
import { type Values, valuesByTerm } from "./values.ts";

/** An option, as shells complete it. */
export interface CompletedOption {
  /** How it is written: `-h` and `--help`. */
  readonly flags: readonly string[];
  readonly text: string;
  /** What it takes; `undefined` for an option that takes no value. */
  readonly values: Values | undefined;
}

/** What can stand in the place of an argument. */
export interface CompletedPlace extends Values {
  /** Whether the arguments after it are of the same kind. */
  readonly isLast: boolean;
}

/** A command, as shells complete it. */
export interface CompletedCommand {
  readonly name: string;
  readonly text: string;
  readonly options: readonly CompletedOption[];
  readonly places: readonly CompletedPlace[];
}

/** A command line, as shells complete it: what stands before the commands, and the commands. */
export interface Completions {
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** Lists what can be completed of a program whose commands are declared. */
export function listCompletions(program: Command): Completions {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const known = { ...valuesByTerm(), command: { words: commands.map((each) => each.name()) } };
  const optionsOf = (command: Command) =>
    help.visibleOptions(command).map((option) => completedOption(option, known));
  return {
    options: optionsOf(program),
    commands: commands.map((command) => ({
      name: command.name(),
      text: command.description(),
      options: optionsOf(command),
      places: command.registeredArguments.map((_, index, all) =>
        completedPlace(all.slice(index), known),
      ),
    })),
  };
}

type Known = Readonly<Record<string, Values>>;

const anything: Values = { words: [] };

function completedOption(option: Option, known: Known): CompletedOption {
  const { flags, short, long, description, required, argChoices } = option;
  const choices = argChoices && { words: argChoices };
  return {
    flags: [short, long].filter((each) => each !== undefined),
    text: description,
    values: required ? (choices ?? known[flags] ?? anything) : undefined,
  };
}

/**
 * Returns what can stand in the place of the first of some arguments: if it may be left out, the next one, too.
 */
function completedPlace(given: readonly Argument[], known: Known): CompletedPlace {
  const end = given.findIndex((each) => each.required || each.variadic);
  const possible = end === -1 ? given : given.slice(0, end + 1);
  const values = possible.map((each) =>
    each.argChoices ? { words: each.argChoices } : (known[each.name()] ?? anything),
  );
  return {
    words: values.flatMap(({ words }) => words),
    areFiles: values.some(({ areFiles }) => areFiles),
    isLast: given[0]?.variadic ?? false,
  };
}
