import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDataFiles } from "../data-files.ts";
import { buildDataset } from "./build-dataset.ts";
import { printDataset } from "./print-dataset.ts";

const root = join(import.meta.dirname, "../..");
const target = join(root, "src/dataset/generated.ts");
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const text = printDataset(buildDataset(readDataFiles(join(root, "data"))));
if (!values.check) {
  writeFileSync(target, text);
} else if (readFileSync(target, "utf8") !== text) {
  console.error("src/dataset/generated.ts is not what data/ compiles to: npm run data:compile");
  process.exitCode = 1;
}
