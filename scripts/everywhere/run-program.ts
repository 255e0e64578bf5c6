import { spawn } from "node:child_process";

/** Longer than any program takes on a slow machine, so a program that exceeds it hangs. */
const patience = 10 * 60_000;

/**
 * Runs a program and returns its output.
 *
 * @throws Error with the output if the program fails
 */
export function runProgram(
  cwd: string,
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: patience,
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
      });
    }
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (status === 0) {
        resolve(printed);
      } else {
        const how = signal ?? `status ${status}`;
        reject(new Error(`${[program, ...args].join(" ")}: ${how}\n${printed}`));
      }
    });
  });
}
