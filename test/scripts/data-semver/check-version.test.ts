import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkVersion } from "../../../scripts/data-semver/check-version.ts";
import { readPending } from "../../../scripts/data-semver/read-pending.ts";
import type { Level } from "../../../src/schema/history.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("checkVersion", () => {
  test.for<[Level[], string, Level[], { required: string; pending: string; isEnough: boolean }]>([
    [[], "1.2.3", [], { required: "none", pending: "none", isEnough: true }],
    [[], "1.2.3", ["patch"], { required: "none", pending: "patch", isEnough: true }],
    [["patch"], "1.2.3", [], { required: "patch", pending: "none", isEnough: false }],
    [["patch"], "1.2.3", ["patch"], { required: "patch", pending: "patch", isEnough: true }],
    [
      ["patch", "minor"],
      "1.2.3",
      ["patch"],
      { required: "minor", pending: "patch", isEnough: false },
    ],
    [
      ["minor"],
      "1.2.3",
      ["patch", "major"],
      { required: "minor", pending: "major", isEnough: true },
    ],
    [
      ["major", "patch"],
      "1.2.3",
      ["minor"],
      { required: "major", pending: "minor", isEnough: false },
    ],
    [["major"], "1.2.3", ["major"], { required: "major", pending: "major", isEnough: true }],
    [["major"], "0.2.3", ["minor"], { required: "minor", pending: "minor", isEnough: true }],
    [["major"], "0.2.3", ["patch"], { required: "minor", pending: "patch", isEnough: false }],
  ])("compares %j changes since %s with %j pending", ([levels, version, pending, verdict]) => {
    const changes = levels.map((level) => ({ level }));
    expect(checkVersion(changes, version, pending)).toEqual(verdict);
  });
});

test("readPending reads only the changesets of the package", async () => {
  const root = temporaryFolder();
  const folder = join(root, ".changeset");
  mkdirSync(folder);
  writeFileSync(join(folder, "README.md"), "# Changesets\n");
  writeFileSync(join(folder, "config.json"), "{}\n");
  writeFileSync(join(folder, "one.md"), '---\n"cpanel-ports": minor\n---\n\nText.\n');
  writeFileSync(join(folder, "two.md"), "---\nother: major\n---\n\nText.\n");
  writeFileSync(join(folder, "three.md"), "---\n---\n\nNothing to release.\n");
  expect(await readPending(root, "cpanel-ports")).toEqual(["minor"]);
});
