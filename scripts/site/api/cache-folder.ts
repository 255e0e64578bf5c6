import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** Everything that the reference is made from. */
const folders = ["src", "scripts/site/api", "scripts/site/shared", "site/shell"];
const files = ["package-lock.json", "tsconfig.json", "typedoc.json"];

/** Returns the directory for a reference made from the current files. */
export function cacheFolder(): string {
  const paths = [
    ...files,
    ...folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)),
    ),
  ];
  const hash = createHash("sha256");
  for (const path of paths.toSorted()) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  const cache = join(root, "node_modules/.cache/site-api");
  mkdirSync(cache, { recursive: true });
  return join(cache, hash.digest("hex").slice(0, 20));
}
