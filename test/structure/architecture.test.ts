import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { layers } from "../../.dependency-cruiser.js";

const root = join(import.meta.dirname, "../..");
const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

/** The paths of the annotated tree, by indentation. */
function treePaths(): readonly string[] {
  const [, tree = ""] = text.split("## The tree");
  const open: string[] = [];
  return (tree.split("\n## ")[0] as string).split("\n").flatMap((line) => {
    const [, indent = "", name] = /^ {4}( *)([\w.\-/]+)(?: {2,}|$)/.exec(line) ?? [];
    if (name === undefined) {
      return [];
    }
    open.length = indent.length / 2;
    open.push(name.replace(/\/$/, ""));
    return [open.join("/")];
  });
}

test("names only paths that exist in the tree", () => {
  const paths = treePaths();
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("names every folder of src and scripts in the tree", () => {
  const paths = treePaths();
  const folders = ["src", "scripts"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map((each) => join(each.parentPath, each.name).slice(root.length + 1)),
  );
  const missing = folders.filter(
    (folder) =>
      !paths.includes(folder) &&
      // Files next to a script or a data rule are not listed.
      !/^scripts\/[^/]+\//.test(folder),
  );
  expect(missing).toEqual([]);
});

test("names only existing paths in the section on what belongs where", () => {
  const [, table = ""] = text.split("## Where does it belong?");
  const paths = [
    ...(table.split("\n## ")[0] as string).matchAll(/`((?:src|scripts|data)\/[^`]*)`/g),
  ];
  expect(paths.length).toBeGreaterThan(10);
  expect(
    paths.map(([, path = ""]) => path).filter((path) => !existsSync(join(root, path))),
  ).toEqual([]);
});

test("names the layers and their imports as in the lint rule", () => {
  const [, table = ""] = text.split("## The layers");
  const rows = (table.split("\n## ")[0] as string).matchAll(
    /^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|$/gm,
  );
  const named = Array.from(rows, ([, layer, imports = ""]) => [
    layer,
    Array.from(imports.matchAll(/`([^`]+)`/g), ([, each]) => each),
  ]);
  expect(Object.fromEntries(named)).toEqual(layers);
});
