import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { parts } from "../../../scripts/mutation/parts.ts";

test("mutates the code of every firewall format", () => {
  const formats = readdirSync("src/parse", { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => `parse/${name}`);
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(formats));
});

test("names a file or folder of tests for every part", () => {
  const exists = (pattern: string) => existsSync(pattern.replace(/\/\*.*$/, ""));
  const untested = parts.filter(({ tests }) => !tests.some(exists));
  expect(untested.map(({ name }) => name)).toEqual([]);
});
