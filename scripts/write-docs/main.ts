import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { everywherePage } from "../everywhere/page.ts";
import { targets } from "../everywhere/targets.ts";
import { badges } from "./badges.ts";
import { writeCodeTables } from "./code-tables.ts";
import { writeConsoleBlocks } from "./console-blocks.ts";
import { writeFileBlocks } from "./file-blocks.ts";
import { issueChooser } from "./issue-chooser.ts";
import { writePackageNames } from "./package-names.ts";
import { generatedPages } from "./pages.ts";
import { pictures } from "./pictures.ts";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));

const pages = generatedPages();
const guides = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md") && !pages.has(name))
  .map((name) => `docs/${name}`);

for (const folder of ["releases", "images"]) {
  mkdirSync(join(root, "docs", folder), { recursive: true });
}
const texts = [
  ...[...pages, ...pictures(), ...badges()].map(([path, text]) => [`docs/${path}`, text] as const),
  ...["README.md", ...guides].map(
    (path) =>
      [
        path,
        writePackageNames(
          writeCodeTables(writeFileBlocks(writeConsoleBlocks(read(path)))),
          manifest,
        ),
      ] as const,
  ),
  [".github/ISSUE_TEMPLATE/config.yml", issueChooser(manifest)] as const,
];
for (const [path, text] of texts) {
  if (!values.check) {
    writeFileSync(join(root, path), text);
  } else if (!existsSync(join(root, path)) || read(path) !== text) {
    console.error(`${path} is out of date; run npm run docs:write`);
    process.exitCode = 1;
  }
}

// Written only by the run that tests everything.
const tried = "docs/everywhere.md";
if (values.check && (!existsSync(join(root, tried)) || read(tried) !== everywherePage(targets))) {
  console.error(`${tried} is out of date; run npm run everywhere`);
  process.exitCode = 1;
}
