import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/**
 * Checks that `dist/` is as its sources would make it.
 *
 * @throws Error if it is missing, or older than they are
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

/** Returns when a file, or any file of a folder, was last changed; 0 if it does not exist. */
function lastChange(path: string): number {
  const absolute = join(root, path);
  const status = statSync(absolute, { throwIfNoEntry: false });
  return status?.isDirectory()
    ? Math.max(0, ...readdirSync(absolute).map((name) => lastChange(join(path, name))))
    : (status?.mtimeMs ?? 0);
}
