import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundledLicenses } from "../../../scripts/build-assets/bundled-licenses.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("the license of each bundled package is passed on once; one without is refused", () => {
  const root = temporaryFolder();
  for (const [name, file] of [
    ["plain", "LICENSE"],
    ["@scope/scoped", "license.md"],
    ["without", "README.md"],
  ] as const) {
    mkdirSync(join(root, "node_modules", name), { recursive: true });
    writeFileSync(join(root, "node_modules", name, file), `The terms of ${name}.\n`);
  }
  const inputs = {
    "src/cli/bin.ts": {},
    "node_modules/plain/index.js": {},
    "node_modules/plain/lib/other.js": {},
    "node_modules/@scope/scoped/index.js": {},
  };
  expect(bundledLicenses({ inputs }, root).split("-".repeat(72))).toEqual([
    "@scope/scoped\n\nThe terms of @scope/scoped.\n\n",
    "\n\nplain\n\nThe terms of plain.\n",
  ]);
  expect(() => bundledLicenses({ inputs: { "node_modules/without/index.js": {} } }, root)).toThrow(
    "node_modules/without has no license file",
  );
  const other = { without: join(root, "node_modules/plain/LICENSE") };
  expect(bundledLicenses({ inputs: { "node_modules/without/index.js": {} } }, root, other)).toBe(
    "without\n\nThe terms of plain.\n",
  );
});
