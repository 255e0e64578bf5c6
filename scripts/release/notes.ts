import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { versionSection } from "./version-section.ts";

// Prints the changelog section of this version, for the release on GitHub.
const changelog = readFileSync(join(import.meta.dirname, "../../CHANGELOG.md"), "utf8");
process.stdout.write(versionSection(changelog, manifest.version));
