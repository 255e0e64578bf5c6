import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeBadge } from "badge-maker";

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const performance = readFileSync(join(root, "docs/performance.md"), "utf8");

/** Returns the badges of the README, by path in `docs`. */
export function badges(): Map<string, string> {
  const badge = (label: string, message: string) => makeBadge({ label, message, color: "#2457a6" });
  return new Map([
    ["images/badge-license.svg", badge("license", manifest.license)],
    ["images/badge-dependencies.svg", badge("run-time dependencies", String(dependencyCount()))],
    ["images/badge-size.svg", badge("getPort, min + brotli", measuredSize("`getPort`"))],
  ]);
}

function dependencyCount(): number {
  return Object.keys(manifest.dependencies ?? {}).length;
}

/** Returns the size of a bundle in the last benchmark. */
function measuredSize(name: string): string {
  const bundles = performance.slice(performance.indexOf("\n## Bundles\n"));
  const row = bundles.split("\n").find((line) => line.startsWith(`| ${name} |`));
  const size = row?.split("|")[2]?.trim();
  if (size === undefined) {
    throw new Error(`docs/performance.md: no row ${name} under Bundles; run npm run bench`);
  }
  return size;
}
