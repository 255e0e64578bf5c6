import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listDirectory } from "../../src/cli/list-directory.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("lists a directory and follows links", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "web1"));
  writeFileSync(join(folder, "rules.v4"), "");
  symlinkSync("web1", join(folder, "web2"));
  symlinkSync("rules.v4", join(folder, "rules"));
  symlinkSync("nowhere", join(folder, "broken"));
  symlinkSync("/dev/null", join(folder, "device"));
  const entries = listDirectory(folder) ?? [];
  expect(new Map(entries.map(({ name, kind }) => [name, kind]))).toEqual(
    new Map([
      ["web1", "directory"],
      ["rules.v4", "file"],
      ["web2", "directory"],
      ["rules", "file"],
      ["broken", "file"],
      ["device", "other"],
    ]),
  );
});

test("returns undefined for a file or a missing path", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "rules.v4"), "");
  expect(listDirectory(join(folder, "rules.v4"))).toBe(undefined);
  expect(listDirectory(join(folder, "nowhere"))).toBe(undefined);
});
