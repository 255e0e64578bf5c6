import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of esbuild's metafile that tells which files went into a bundle. */
export interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * The licenses of the packages in a bundle, as their terms ask to be passed on.
 *
 * @throws Error for a package without a license file
 */
export function bundledLicenses({ inputs }: Metafile, root: string): string {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
    ),
  );
  return [...folders]
    .sort()
    .map((folder) => {
      const license = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
      if (license === undefined) {
        throw new Error(`${folder} has no license file`);
      }
      const name = folder.replace(/^.*node_modules\//, "");
      return `${name}\n\n${readFileSync(join(root, folder, license), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}
