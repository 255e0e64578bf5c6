import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everywherePage } from "../../../scripts/everywhere/page.ts";
import { targets } from "../../../scripts/everywhere/targets.ts";

const root = join(import.meta.dirname, "../../..");

test("prints one line per target, with the checks of each step", () => {
  const step = { what: "ES modules", checks: 32, expected: [], run: async () => "" };
  const page = everywherePage([
    { name: "here", title: "Here", version: "1.2.3", steps: [step, { ...step, what: "CommonJS" }] },
  ]);
  expect(page).toMatch(/^\| Here \| 1\.2\.3 \| ES modules \(32\), CommonJS \(32\) \|$/m);
});

test("lists every target once, with an exact version", () => {
  const names = targets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, version } of targets) {
    expect(version, name).toMatch(/^(?:\d+\.\d+\.\d+|Debian's)$/);
  }
});

test("installs only versions in the lock file", () => {
  const folder = join(root, "scripts/everywhere/tools");
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  expect(packages[""].dependencies).toEqual(dependencies);
  for (const [name, version] of Object.entries<string>(dependencies)) {
    expect(version, name).toMatch(/^(?:npm:[a-z\d-]+@)?\d+\.\d+\.\d+$/);
    expect(packages[`node_modules/${name}`].integrity, name).toMatch(/^sha512-/);
  }
});
