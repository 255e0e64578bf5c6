import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundledLicenses } from "../../../scripts/build-assets/bundled-licenses.ts";
import { bundledPackages } from "../../../scripts/build-assets/bundled-packages.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Creates a project with three packages, one of them without a license file. */
function project() {
  const root = temporaryFolder();
  for (const [name, file] of [
    ["plain", "LICENSE"],
    ["@scope/scoped", "license.md"],
    ["without", "README.md"],
  ] as const) {
    const folder = join(root, "node_modules", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), `The terms of ${name}.\n`);
    const manifest = { name, version: "1.2.3", license: "MIT" };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  }
  const bundled = (...paths: readonly string[]) =>
    bundledPackages({ inputs: Object.fromEntries(paths.map((path) => [path, {}])) }, root);
  return { root, bundled };
}

test("lists each bundled package once, with its version and license", () => {
  const { bundled } = project();
  const packages = bundled(
    "src/cli/bin.ts",
    "node_modules/plain/index.js",
    "node_modules/plain/lib/other.js",
    "node_modules/@scope/scoped/index.js",
  );
  expect(packages).toEqual([
    {
      name: "@scope/scoped",
      version: "1.2.3",
      license: "MIT",
      folder: "node_modules/@scope/scoped",
    },
    { name: "plain", version: "1.2.3", license: "MIT", folder: "node_modules/plain" },
  ]);
});

test("includes the license of each bundled package", () => {
  const { root, bundled } = project();
  const packages = bundled("node_modules/plain/index.js", "node_modules/@scope/scoped/index.js");
  expect(bundledLicenses(packages, root).split("-".repeat(72))).toEqual([
    "@scope/scoped\n\nThe terms of @scope/scoped.\n\n",
    "\n\nplain\n\nThe terms of plain.\n",
  ]);
});

test("refuses a package without a license file unless its license is given", () => {
  const { root, bundled } = project();
  const packages = bundled("node_modules/without/index.js");
  expect(() => bundledLicenses(packages, root)).toThrow("node_modules/without has no license file");
  const other = { without: join(root, "node_modules/plain/LICENSE") };
  expect(bundledLicenses(packages, root, other)).toBe("without\n\nThe terms of plain.\n");
});
