import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readDataFiles } from "../data-files.ts";
import { buildDataset } from "./build-dataset.ts";
import { printDataset } from "./print-dataset.ts";

const root = join(import.meta.dirname, "../..");
const files = readDataFiles(join(root, "data"));
for (const [path, text] of Object.entries(printDataset(buildDataset(files), files.elsewhere))) {
  writeFileSync(join(root, path), text);
}
