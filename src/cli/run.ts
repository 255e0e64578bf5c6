import { CommanderError } from "commander";
import { noAnswer } from "./command-description.ts";
import type { LoadedCommands } from "./commands/index.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

/**
 * Runs the command line.
 *
 * @param args - the arguments, without the name of the program
 * @param version - the version of the package, for `--version`
 * @param loaded - the commands that the arguments may name
 * @returns the exit status: 0 for help, 2 for invalid arguments or no answer, otherwise the exit status that the command
 *   defines for its outcome
 */
export function run(
  args: readonly string[],
  version: string,
  io: Io,
  loaded: LoadedCommands,
): number {
  let status = 0;
  const program = createProgram(version, io, loaded, (ended) => {
    status = ended;
  });
  try {
    program.parse(args, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : noAnswer;
    }
    throw error;
  }
}
