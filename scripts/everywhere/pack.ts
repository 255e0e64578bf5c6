import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeConsumerFiles } from "./consumer-files.ts";
import { runProgram } from "./run-program.ts";

const root = join(import.meta.dirname, "../..");

/** Packs the built package and zod, and returns their tarballs. */
export async function pack(folder: string, tools: string): Promise<readonly string[]> {
  const tarballs: string[] = [];
  for (const [name, source] of [
    ["cpanel-ports", root],
    ["zod", join(tools, "zod")],
  ] as const) {
    const destination = join(folder, `packed-${name}`);
    mkdirSync(destination);
    const options = ["--ignore-scripts", "--pack-destination", destination];
    await runProgram(folder, ["npm", "pack", source, ...options]);
    tarballs.push(...readdirSync(destination).map((file) => join(destination, file)));
  }
  return tarballs;
}

/** Installs the tarballs with npm in a new project, and returns its folder. */
export async function installWithNpm(folder: string, tarballs: readonly string[]): Promise<string> {
  const consumer = join(folder, "consumer");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), '{ "private": true }\n');
  const options = ["--offline", "--no-audit", "--no-fund"];
  await runProgram(consumer, ["npm", "install", ...options, ...tarballs]);
  writeConsumerFiles(consumer);
  return consumer;
}
