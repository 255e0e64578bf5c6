import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleScripts } from "./bundle-scripts.ts";
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
