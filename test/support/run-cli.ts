import { run } from "../../src/cli/run.ts";

/** What a run of the command printed, and how it exited. */
export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process; not on a terminal unless told so. */
export function runCli(
  args: readonly string[],
  terminal: { isTerminal?: boolean; env?: Record<string, string> } = {},
): CliResult {
  let stdout = "";
  let stderr = "";
  const status = run(args, "1.2.3", {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isTerminal: terminal.isTerminal ?? false,
    env: terminal.env ?? {},
  });
  return { status, stdout, stderr };
}
