import type { Command } from "commander";
import type { ValuesByTerm } from "./completion/values.ts";
import type { Io } from "./io.ts";

/** The output of a command, and its outcome. */
interface Answer<Outcome extends string> {
  readonly text: string;
  readonly outcome: Outcome;
}

/** The whole command line: the program, and its loaded commands by name. */
export interface CommandLine {
  readonly program: Command;
  readonly loaded: ReadonlyMap<string, CommandDescription>;
}

/** A command; each file in `commands/` defines one. */
export interface CommandDescription<
  Arguments extends readonly unknown[] = readonly unknown[],
  Options = unknown,
  Outcome extends string = string,
> {
  /** The arguments of the example in its help. */
  readonly example: string;
  /** The part of its help that follows the example. */
  readonly details?: string;
  /** Returns the values of options and arguments without choices, for shell completion; omits those that take any text. */
  readonly values?: () => ValuesByTerm;
  /** Declares its arguments and options. */
  readonly declare: (command: Command) => void;
  /** Returns its exit status for each outcome; see {@link noAnswer} for a question without one. */
  exitStatus(options: Options): Readonly<Record<Outcome, number>>;
  /**
   * Answers a question.
   *
   * @param all - the whole command line
   * @throws {@link CpanelPortsError}, {@link WrongQuestion} or a system error if there is no answer
   */
  answer(given: Arguments, options: Options, io: Io, all: CommandLine): Answer<Outcome>;
}

/** The exit status of a command without an answer; 1 is always an answer, such as "differs". */
export const noAnswer = 2;
