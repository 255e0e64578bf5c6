import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildDataset } from "../compile-data/build-dataset.ts";
import type { PrintedDataset } from "../compile-data/print-dataset.ts";
import { type DataFiles, readDataFiles } from "../data-files.ts";
import type { Context } from "./rule.ts";

/**
 * Reads the input of the rules.
 *
 * @param root - the project folder
 * @param pages - the folder of the page snapshots, if available
 */
export function readContext(root: string, pages?: string): Context {
  const files = readDataFiles(join(root, "data"));
  const documents = ["README.md", "data/README.md", ...markdownIn(join(root, "docs"), "docs")];
  return {
    files,
    get dataset() {
      return buildDataset(files);
    },
    paths: filesIn(join(root, "data")),
    generated: generatedModules(root),
    snapshots: pages === undefined ? undefined : readSnapshots(files, pages),
    knownPages: new Set(
      readFileSync(join(root, "scripts/verify-data/known-pages.txt"), "utf8").split("\n"),
    ),
    documents: new Map(documents.map((path) => [path, readFileSync(join(root, path), "utf8")])),
  };
}

function generatedModules(root: string): PrintedDataset {
  const folder = "src/dataset";
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".generated.ts"));
  return Object.fromEntries(
    names.map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")]),
  );
}

function readSnapshots(files: DataFiles, folder: string): Map<number, Uint8Array> {
  return new Map(
    files.pages
      .map(({ page }) => [page, join(folder, `${page}.md`)] as const)
      .filter(([, path]) => existsSync(path))
      .map(([page, path]) => [page, readFileSync(path)]),
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

function markdownIn(folder: string, name: string): string[] {
  return readdirSync(folder)
    .filter((path) => path.endsWith(".md"))
    .map((path) => `${name}/${path}`);
}
