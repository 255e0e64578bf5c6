import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";
import { toolsFolder } from "./tools.ts";

/** Programs that only an installation script would make executable. */
const programs = [
  "@cloudflare/workerd-linux-64/bin/workerd",
  "@deno/linux-x64-glibc/deno",
  "@oven/bun-linux-x64/bin/bun",
];

/** Installs the tools unless an earlier run did, and returns their folder `node_modules`. */
export async function installTools(): Promise<string> {
  const files = ["package.json", "package-lock.json"].map((name) => join(toolsFolder, name));
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(readFileSync(file));
  }
  const cache = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
    "cpanel-ports-everywhere",
  );
  const folder = join(cache, hash.digest("hex").slice(0, 16));
  if (!existsSync(folder)) {
    // Concurrent runs install to separate folders, and the first one counts.
    const partial = `${folder}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) {
      copyFileSync(join(toolsFolder, name), join(partial, name));
    }
    await runProgram(partial, ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    for (const program of programs) {
      chmodSync(join(partial, "node_modules", program), 0o755);
    }
    if (!existsSync(folder)) {
      renameSync(partial, folder);
    }
  }
  return join(folder, "node_modules");
}
