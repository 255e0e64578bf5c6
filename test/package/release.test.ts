import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { missingFields } from "../../scripts/check-release/missing-fields.ts";
import { packRelease } from "../../scripts/release/pack-release.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const repository = { type: "git", url: "git+https://github.com/somebody/ports.git" };

/** Returns the files of a tarball, by path. */
function unpack(tarball: string): ReadonlyMap<string, string> {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  return new Map(
    paths.map((path) => [path.slice(`${folder}/package/`.length), readFileSync(path, "utf8")]),
  );
}

test("packs a release that differs from npm pack only in links, given fields and those of the repository", async () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const tarball = await packRelease(join(temporaryFolder(), "release"), { repository });
  const files = unpack(tarball);
  const plain = unpack(inject("tarball"));
  expect([...files.keys()].sort()).toEqual([...inject("packed")].sort());
  const differing = [...files].filter(([path, text]) => plain.get(path) !== text);
  expect(differing.map(([path]) => path).sort()).toEqual([
    "CHANGELOG.md",
    "README.md",
    "package.json",
  ]);
  expect(files.get("README.md")).toContain(
    `(https://github.com/somebody/ports/blob/v${manifest.version}/docs/audit.md)`,
  );
  const { scripts, allowScripts, overrides, devDependencies, knip, ...published } = manifest;
  expect(scripts.prepare).toBeDefined();
  expect(JSON.parse(files.get("package.json") ?? "")).toEqual({ ...published, repository });
  expect(readFileSync(join(root, "README.md"), "utf8")).toBe(readme);
});

test("packs the same release into identical bytes", async () => {
  const pack = async () =>
    readFileSync(await packRelease(join(temporaryFolder(), "release"), { repository }));
  expect((await pack()).equals(await pack())).toBe(true);
});

test("packs no release without a repository address", async () => {
  const packed = packRelease(join(temporaryFolder(), "release"), { repository: { url: "" } });
  await expect(packed).rejects.toThrow('package.json: "repository" is missing');
});

const missing = missingFields(manifest);

// With all fields, the last script would publish.
test
  .skipIf(missing.length === 0)
  .for(["check-release/main.ts", "release/pack.ts", "release/publish.ts"])(
  "%s fails, and lists the missing fields",
  (script) => {
    const args = ["--import", "tsx", join(root, "scripts", script)];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain(missing.join("\n"));
  },
);

test("rejects npm publish in this folder, and prints the commands to run", () => {
  const { status, stderr } = spawnSync("npm", ["run", "prepublishOnly"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("npm run release:pack && npm run release:publish");
});
