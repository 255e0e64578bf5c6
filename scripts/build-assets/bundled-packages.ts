import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of esbuild's metafile that lists the files in a bundle. */
export interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A package with code in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The SPDX expression of its license. */
  readonly license: string;
  /** The folder, relative to the root. */
  readonly folder: string;
}

/** Returns the packages in a bundle, by folder. */
export function bundledPackages({ inputs }: Metafile, root: string): readonly BundledPackage[] {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
    ),
  );
  return [...folders].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return { name: manifest.name, version: manifest.version, license: manifest.license, folder };
  });
}
