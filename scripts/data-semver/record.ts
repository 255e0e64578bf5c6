import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { completeDataset } from "../complete-dataset.ts";
import { compareDatasets } from "./compare-datasets.ts";
import { insertDataChanges } from "./insert-data-changes.ts";
import { readChanges, readReleased, writeChanges, writeReleased } from "./released.ts";

// Runs after `changeset version`: records the data of the new version and the changes of the data.
const root = join(import.meta.dirname, "../..");
const { version } = packageJson;
const released = readReleased(root);
if (released.version !== version) {
  const changes = compareDatasets(released.dataset, completeDataset);
  const { versions } = readChanges(root);
  const previous = released.dataset === null ? null : released.version;
  writeChanges(root, { versions: [{ version, previous, changes }, ...versions] });
  writeReleased(root, { version, dataset: completeDataset });

  const changelog = join(root, "CHANGELOG.md");
  if (existsSync(changelog)) {
    writeFileSync(changelog, insertDataChanges(readFileSync(changelog, "utf8"), version, changes));
  }
}
