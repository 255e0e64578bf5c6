import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Level } from "./compare-datasets.ts";

/** The levels of the changesets in a folder that are for a package. */
export function readPending(folder: string, packageName: string): Level[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .flatMap((name) => {
      const [, frontMatter = ""] =
        /^---\n([\s\S]*?)\n---/.exec(readFileSync(join(folder, name), "utf8")) ?? [];
      const levels: Readonly<Record<string, Level>> = parse(frontMatter) ?? {};
      const level = levels[packageName];
      return level === undefined ? [] : [level];
    });
}
