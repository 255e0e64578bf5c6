import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { versionSection } from "./version-section.ts";

// The notes of a release on GitHub: what the changelog says of this version.
const changelog = readFileSync(join(import.meta.dirname, "../../CHANGELOG.md"), "utf8");
process.stdout.write(versionSection(changelog, manifest.version));
