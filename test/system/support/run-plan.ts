import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The output and exit status of a shell. */
export interface ShellResult {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs commands in a shell as if pasted, in a directory that represents the root of the file system.
 *
 * @param root - the directory; paths in the commands that begin with /etc or /run are below it
 * @param stubs - programs that replace the machine's own, by name, as shell scripts
 */
export function runPlan(
  commands: string,
  root: string,
  { shell = "bash", stubs = {} }: { shell?: string; stubs?: Readonly<Record<string, string>> } = {},
): ShellResult {
  const bin = join(root, "bin");
  for (const folder of ["bin", "etc", "run"]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const [name, script] of Object.entries(stubs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const moved = commands.replace(/(?<![\w/])\/(etc|run)\//g, `${root}/$1/`);
  const { status, stdout, stderr } = spawnSync(shell, {
    input: moved,
    env: { PATH: `${bin}:${process.env.PATH}`, ROOT: root },
    encoding: "utf8",
  });
  return { status, output: `${stdout}${stderr}` };
}
