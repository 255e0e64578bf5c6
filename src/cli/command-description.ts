import type { Command } from "commander";
import type { ValuesByTerm } from "./completion/values.ts";
import type { Io } from "./io.ts";

/** What a command prints, and what came of it. */
interface Answer<Outcome extends string> {
  readonly text: string;
  readonly outcome: Outcome;
}

/** The whole command line: the program, and those of its commands that were loaded, by their names. */
export interface CommandLine {
  readonly program: Command;
  readonly loaded: ReadonlyMap<string, CommandDescription>;
}

/** A command of the command line; each file of `commands/` has one. */
export interface CommandDescription<
  Arguments extends readonly unknown[] = readonly unknown[],
  Options = unknown,
  Outcome extends string = string,
> {
  /** The arguments of the example in its help. */
  readonly example: string;
  /** What its help says after the example. */
  readonly details?: string;
  /** Returns what options and arguments without choices take, for shells to complete; those that take any text are left out. */
  readonly values?: () => ValuesByTerm;
  /** Declares its arguments and options. */
  readonly declare: (command: Command) => void;
  /** Returns its exit status for each outcome, and for a question that has no answer. */
  exitStatus(options: Options): ExitStatus<Outcome>;
  /**
   * Answers a question.
   *
   * @param all - the whole command line
   * @throws {@link CpanelPortsError}, {@link WrongQuestion} or an error of the system if there is no answer
   */
  answer(given: Arguments, options: Options, io: Io, all: CommandLine): Answer<Outcome>;
}

type ExitStatus<Outcome extends string> = Readonly<Record<Outcome, number>> & {
  readonly noAnswer: number;
};
