import { CpanelPortsError } from "../errors.ts";
import { visible } from "../render/formats/escape/visible.ts";
import { type CommandDescription, type CommandLine, noAnswer } from "./command-description.ts";
import { inFlags } from "./in-flags.ts";
import type { Io } from "./io.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Runs a command: prints its answer, or a one-line error message on standard error.
 *
 * @returns the exit status
 */
export function runCommand<Outcome extends string>(
  command: CommandDescription<readonly unknown[], unknown, Outcome>,
  given: readonly unknown[],
  options: unknown,
  io: Io,
  all: CommandLine,
): number {
  try {
    const { text, outcome } = command.answer(given, options, io, all);
    io.stdout(text);
    return command.exitStatus(options)[outcome];
  } catch (error) {
    if (!hasMessage(error)) {
      throw error;
    }
    const message = error instanceof CpanelPortsError ? inFlags(error.message) : error.message;
    io.stderr(`cpanel-ports: ${visible(message)}\n`);
    return noAnswer;
  }
}

/** Whether an error was caused by the question or a file, rather than by a bug. */
export function hasMessage(error: unknown): error is Error {
  return (
    error instanceof CpanelPortsError ||
    error instanceof WrongQuestion ||
    (error instanceof Error && "syscall" in error)
  );
}
