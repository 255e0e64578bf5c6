import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeApi } from "./api/write-api.ts";
import { bundleScripts } from "./bundle-scripts.ts";
import { writeGuides } from "./guides/write-guides.ts";
import { writeSearchIndex } from "./search/write-search-index.ts";
import { writeData } from "./write-data.ts";
import { writeExamples } from "./write-examples.ts";
import { writeExplorer } from "./write-explorer.tsx";
import { writeGuideSteps } from "./write-guide-steps.ts";
import { writeStyles } from "./write-styles.ts";

// Builds the site into site/dist: the guides, the reference of the API, and the explorer.
const output = join(import.meta.dirname, "../../site/dist");
rmSync(output, { recursive: true, force: true });
await bundleScripts(output);
writeStyles(output);
writeExamples(output);
writeGuideSteps(output);
writeExplorer(output);
writeData(output);
const guides = await writeGuides(output);
const api = await writeApi(output);
writeSearchIndex(output, guides, api);
