import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BundledPackage } from "./bundled-packages.ts";

/**
 * Returns the licenses of the packages in a bundle, which must be distributed with it.
 *
 * @param others - the license files of packages that do not contain one
 * @throws Error if a package has no license file
 */
export function bundledLicenses(
  packages: readonly BundledPackage[],
  root: string,
  others: Readonly<Record<string, string>> = {},
): string {
  return packages
    .map(({ name, folder }) => {
      const license = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
      const path = license === undefined ? others[name] : join(root, folder, license);
      if (path === undefined) {
        throw new Error(`${folder} has no license file`);
      }
      return `${name}\n\n${readFileSync(path, "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}
