import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder with the lock file of the tools. */
export const toolsFolder = join(import.meta.dirname, "tools");

const { dependencies } = JSON.parse(readFileSync(join(toolsFolder, "package.json"), "utf8"));

/** Returns the exact version of a tool. */
export function versionOf(tool: string): string {
  const version = dependencies[tool]?.replace(/^npm:.*@/, "");
  if (version === undefined) {
    throw new Error(`${tool} is not in ${join(toolsFolder, "package.json")}`);
  }
  return version;
}
