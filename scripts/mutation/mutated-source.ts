import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "./parts.ts";
import { type Sample, sampledRanges } from "./sample.ts";

/** Returns the files of a part that Stryker mutates: its code without generated files. */
export function mutatedSource({ name, shallow }: Part, sample?: Sample): string[] {
  const folder = `src/${name}`;
  const paths = readdirSync(folder, { recursive: !shallow, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".generated.ts"))
    .map((path) => join(folder, path))
    .sort();
  return sample
    ? paths.flatMap((path) => sampledRanges(path, readFileSync(path, "utf8"), sample))
    : paths;
}
