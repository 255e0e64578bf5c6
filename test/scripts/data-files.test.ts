import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DataFileError, readDataFiles } from "../../scripts/data-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { thrown } from "../support/thrown.ts";

const data = join(import.meta.dirname, "../../data");
/** Creates a copy of `data/` that a test can break. */
function copyOfData(): string {
  const dir = temporaryFolder();
  cpSync(data, dir, { recursive: true });
  return dir;
}

describe("readDataFiles", () => {
  test("reads the files, with the pages in the order of their releases", () => {
    expect(readDataFiles(copyOfData()).pages.map((each) => each.page)).toEqual([
      102, 112, 114, 116, 118, 120, 124, 126,
    ]);
  });

  test.for([
    "pages/118.json",
    "releases.json",
    "services.json",
    "operating-systems.json",
    "annotations.json",
    "needs.json",
    "elsewhere.json",
  ])("refuses %s if it violates its schema or is not JSON", (name) => {
    const dir = copyOfData();
    const text = readFileSync(join(dir, name), "utf8");
    for (const broken of ["{}", text.replace("{", '{ "extra": 1,'), text.slice(0, -5)]) {
      writeFileSync(join(dir, name), broken);
      const error = thrown(() => readDataFiles(dir));
      expect(error).toBeInstanceOf(DataFileError);
      expect(error.message.startsWith(`${name}:`)).toBe(true);
    }
  });

  test("names the place of a record without a basis", () => {
    const dir = copyOfData();
    const path = join(dir, "annotations.json");
    const content = JSON.parse(readFileSync(path, "utf8"));
    content.ports[3].basis = [];
    writeFileSync(path, JSON.stringify(content));
    expect(thrown(() => readDataFiles(dir)).message).toMatch(/ports\[3\]\.basis/);
  });
});
