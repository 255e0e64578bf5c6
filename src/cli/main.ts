import process from "node:process";
import packageJson from "../../package.json" with { type: "json" };
import { loadCommands } from "./commands/index.ts";
import { processIo } from "./process-io.ts";
import { run } from "./run.ts";

/** Runs the command with the arguments of this process. */
export async function main(): Promise<void> {
  const args = process.argv.slice(2);
  process.exitCode = run(args, packageJson.version, processIo(), await loadCommands(args));
}
