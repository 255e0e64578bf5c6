import { join } from "node:path";
import { completeDataset } from "../complete-dataset.ts";
import { checkVersion } from "./check-version.ts";
import { compareDatasets } from "./compare-datasets.ts";
import { missingRedirects } from "./missing-redirects.ts";
import { readPending } from "./read-pending.ts";
import { readRedirects, readReleased } from "./released.ts";

const root = join(import.meta.dirname, "../..");
const released = readReleased(root);
const changes = compareDatasets(released.dataset, completeDataset);
const pending = await readPending(root, "cpanel-ports");
const verdict = checkVersion(changes, released.version, pending);

for (const { level, text } of changes) {
  console.log(`${level}: ${text}`);
}
for (const problem of missingRedirects(changes, readRedirects(root), completeDataset)) {
  console.error(`WRONG: ${problem}`);
  process.exitCode = 1;
}
const summary = `changes of the data since ${released.version} require: ${verdict.required}; pending: ${verdict.pending}`;
if (verdict.isEnough) {
  console.log(`ok: ${summary}`);
} else {
  console.error(`WRONG: ${summary}; run npx changeset`);
  process.exitCode = 1;
}
