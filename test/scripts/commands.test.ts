import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { completeDataset } from "../../scripts/complete-dataset.ts";
import { pagesFolder, pagesHint } from "../support/pages.ts";
import { syntheticPage } from "../support/synthetic-page.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const run = (script: string, ...args: string[]) => runIn(root, script, ...args);
const runIn = (folder: string, script: string, ...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", join(folder, "scripts", script), ...args], {
    cwd: folder,
    encoding: "utf8",
  });

describe("import-page", () => {
  test("writes and lists pages, or names the wrong line and exits with 1", () => {
    const folder = temporaryFolder();
    const good = join(folder, "200.md");
    const bad = join(folder, "bad.md");
    const line = syntheticPage.split("\n").findIndex((each) => each.startsWith("| Port |")) + 1;
    writeFileSync(good, syntheticPage);
    writeFileSync(bad, syntheticPage.replace("| Localhost |", "| Local |"));
    expect(run("import-page/main.ts", "--out", folder, bad, good)).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(
        new RegExp(`^bad\\.md:${line}: expected the columns Port, .+\n$`),
      ),
    });
    expect(run("import-page/main.ts", "--out", folder, good)).toMatchObject({
      status: 0,
      stdout: `${join(folder, "200.json")}\n`,
    });
    expect(readdirSync(folder).sort()).toEqual(["200.json", "200.md", "bad.md"]);
  });

  test("prints its usage if no page is given", () => {
    const { status, stderr } = run("import-page/main.ts");
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "usage: npm run data:import -- [--out DIR] FILE...\n",
    });
  });
});

describe("verify-data", () => {
  test("passes, and lists the rules that it skipped without snapshots", () => {
    const { status, stdout } = run("verify-data/main.ts");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok: every file matches its schema\n/);
    expect(stdout.match(/^skipped \(needs --pages\): /gm)).toHaveLength(2);
  });

  test("exits with 1 and lists the problems", () => {
    const { status, stderr } = run("verify-data/main.ts", "--pages", temporaryFolder());
    expect(status).toBe(1);
    expect(stderr).toMatch(/^WRONG: everything in pages\/ equals the snapshots/);
    expect(stderr).toContain("  118.md: the snapshot is missing\n");
  });

  test.skipIf(!pagesFolder)(`checks every rule with the snapshots${pagesHint}`, () => {
    const { status, stdout, stderr } = run("verify-data/main.ts", "--pages", pagesFolder ?? "");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toContain("not checked");
  });
});

describe("data-semver", () => {
  test("passes for the current data", () => {
    const { status, stdout } = run("data-semver/main.ts");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok: changes of the data since \S+ require: \w+; pending: \w+$/m);
  });

  test("rejects a patch that removes a port after 1.0.0, and accepts a major", () => {
    const copy = temporaryFolder();
    for (const path of ["data", "scripts", "src", "package.json"]) {
      cpSync(join(root, path), join(copy, path), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const released = { version: "1.0.0", dataset: completeDataset };
    writeFileSync(join(copy, "data/released.json"), JSON.stringify(released));
    mkdirSync(join(copy, ".changeset"));
    const decide = (level: string) => {
      const changeset = join(copy, ".changeset/removal.md");
      writeFileSync(changeset, `---\n"cpanel-ports": ${level}\n---\n\nWithout port 22.\n`);
      return runIn(copy, "data-semver/main.ts");
    };
    expect(decide("patch")).toMatchObject({
      status: 0,
      stdout: "ok: changes of the data since 1.0.0 require: none; pending: patch\n",
    });

    const path = join(copy, "data/pages/118.json");
    const page = JSON.parse(readFileSync(path, "utf8"));
    page.ports = page.ports.filter((row: { port: number }) => row.port !== 22);
    writeFileSync(path, JSON.stringify(page));
    expect(runIn(copy, "compile-data/main.ts").status).toBe(0);
    const { status, stdout, stderr } = decide("patch");
    expect(status).toBe(1);
    expect(stdout).toContain("major: port 22 of release 118 was removed\n");
    expect(stderr).toBe(
      "WRONG: changes of the data since 1.0.0 require: major; pending: patch; run npx changeset\n",
    );
    expect(decide("major").status).toBe(0);
  });
});
