import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/**
 * Checks that `dist/` is up to date.
 *
 * @throws Error if it is missing or older than its sources
 */
export function checkBuild(): void {
  const built = lastChange("dist");
  if (
    built === 0 ||
    ["src", "data", "scripts/build-assets", "tsup.config.ts"].some(
      (path) => lastChange(path) > built,
    )
  ) {
    throw new Error(
      `dist/ is ${built === 0 ? "missing" : "older than its sources"}: npm run build`,
    );
  }
}

/** Returns the time of the last change of a file, or of any file in a folder; 0 if it does not exist. */
function lastChange(path: string): number {
  const absolute = join(root, path);
  const status = statSync(absolute, { throwIfNoEntry: false });
  return status?.isDirectory()
    ? Math.max(0, ...readdirSync(absolute).map((name) => lastChange(join(path, name))))
    : (status?.mtimeMs ?? 0);
}
