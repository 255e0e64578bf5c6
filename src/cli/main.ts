import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";
import packageJson from "../../package.json" with { type: "json" };
import { loadCommands } from "./commands/index.ts";
import type { Io } from "./io.ts";
import { listDirectory } from "./list-directory.ts";
import { run } from "./run.ts";

// A reader such as `head` may close the pipe before everything is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    process.stderr.write(`cpanel-ports: ${error.message}\n`);
    // 1 is an answer of some commands.
    process.exit(2);
  }
  process.exit();
});

const args = process.argv.slice(2);
const io: Io = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  readFile: (path) => readFileSync(path === "-" ? 0 : path),
  readDirectory: listDirectory,
  writeFile: (path, text) => writeFileSync(path, text),
  // Looking at process.stdin would open it, and reading from it could then fail.
  isTypedIn: isatty(0),
  isTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns,
  today: () => new Date().toISOString().slice(0, 10),
  env: process.env,
};

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  process.exitCode = run(args, packageJson.version, io, await loadCommands(args));
}
