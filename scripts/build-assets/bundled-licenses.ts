import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of esbuild's metafile that tells which files went into a bundle. */
export interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * The licenses of the packages in a bundle, as their terms ask to be passed on.
 *
 * @param others - the licenses of packages that do not contain theirs, a file for each
 * @throws Error for a package without a license file
 */
export function bundledLicenses(
  { inputs }: Metafile,
  root: string,
  others: Readonly<Record<string, string>> = {},
): string {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
    ),
  );
  return [...folders]
    .sort()
    .map((folder) => {
      const name = folder.replace(/^.*node_modules\//, "");
      const license = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
      const path = license === undefined ? others[name] : join(root, folder, license);
      if (path === undefined) {
        throw new Error(`${folder} has no license file`);
      }
      return `${name}\n\n${readFileSync(path, "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}
