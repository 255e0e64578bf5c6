import { execFile } from "node:child_process";

/**
 * Runs a command and returns its output.
 *
 * @throws Error with both outputs if the command fails
 */
export function run(
  command: string,
  args: readonly string[],
  { input = "", env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { env: { ...process.env, LC_ALL: "C.UTF-8", ...env }, maxBuffer: 64 << 20 },
      (error, stdout, stderr) =>
        error
          ? reject(
              new Error(`${command} ${args.join(" ")}: ${error.message}\n${stdout}\n${stderr}`),
            )
          : resolve(stdout),
    );
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}
