import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../everywhere/run-program.ts";
import { absoluteLinks } from "./absolute-links.ts";
import { repositoryUrl, type SourceManifest } from "./repository-url.ts";

const root = join(import.meta.dirname, "../..");

/** The fields of `package.json` that only the repository needs; npm warns about scripts that an installation might run. */
const ofRepository = ["scripts", "allowScripts", "overrides", "devDependencies", "knip"];

/**
 * Packs the built package for a registry. The links of its README and CHANGELOG point to the repository at the version
 * tag, and `package.json` lacks what only the repository needs. The working tree does not change.
 *
 * @param destination - the folder for the tarball; its content is deleted
 * @param fields - values that replace fields of `package.json`
 * @returns the path of the tarball
 * @throws Error if `package.json` does not name the repository
 */
export async function packRelease(
  destination: string,
  fields: SourceManifest & Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-release-"));
  try {
    const packed = await pack(root, join(folder, "packed"));
    await runProgram(folder, ["tar", "-xzf", packed]);
    const unpacked = join(folder, "package");
    const whole: object = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
    const published = Object.entries(whole).filter(([field]) => !ofRepository.includes(field));
    const manifest = { ...Object.fromEntries(published), ...fields };
    const repository = repositoryUrl(manifest);
    if (repository === undefined) {
      throw new Error('package.json: "repository" is missing; see npm run release:check');
    }
    for (const name of ["README.md", "CHANGELOG.md"]) {
      const path = join(unpacked, name);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, absoluteLinks(text, repository, `v${manifest.version}`));
    }
    writeFileSync(join(unpacked, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    return await pack(unpacked, destination);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pack(source: string, destination: string): Promise<string> {
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(destination, { recursive: true });
  const options = ["--ignore-scripts", "--pack-destination", destination];
  await runProgram(source, ["npm", "pack", ...options]);
  return join(destination, readdirSync(destination)[0] ?? "");
}
