import { CommanderError } from "commander";
import pico from "picocolors";
import { CpanelPortsError } from "../errors.ts";
import { visible } from "../render/formats/escape/visible.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";
import { type Dress, renderReport } from "./report.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Runs the command.
 *
 * @param args - the arguments, without the name of the program
 * @param version - the version of the package, for `--version`
 * @returns the exit status: 0; 1 for a question that has no answer, which standard error tells in one
 *   line; 2 for arguments that are not understood. With `--exit-code`, and for `audit` and `plan`, 1 is
 *   for differences and nothing else, and 2 for a question that has no answer
 */
export function run(args: readonly string[], version: string, io: Io): number {
  let status = 0;
  const tellsByStatus = args.includes("--exit-code") || args[0] === "audit" || args[0] === "plan";
  const withoutAnswer = tellsByStatus ? 2 : 1;
  const program = createProgram(version, io, (report, exit, format = "text") => {
    io.stdout(typeof report === "string" ? report : renderReport(report, format, dressFor(io)));
    status = exit;
  });
  try {
    program.parse(args, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    if (
      error instanceof CpanelPortsError ||
      error instanceof WrongQuestion ||
      (error instanceof Error && "syscall" in error)
    ) {
      io.stderr(`cpanel-ports: ${visible(error.message)}\n`);
      return withoutAnswer;
    }
    throw error;
  }
}

/** Colour on a terminal alone, and never where NO_COLOR or a dumb terminal forbids it. */
function dressFor({ isTerminal, env }: Io): Dress {
  const { bold, dim, green, red, yellow } = pico.createColors(
    isTerminal && !env.NO_COLOR && env.TERM !== "dumb",
  );
  const colours = new Map([
    ["added", green],
    ["removed", red],
    ["changed", yellow],
  ]);
  return {
    title: bold,
    cell: (text, row) => (row < 0 ? dim(text) : (colours.get(text.trim()) ?? String)(text)),
  };
}
