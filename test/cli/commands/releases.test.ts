import { expect, test } from "vitest";
import { laterReleases, releases } from "../../../src/index.ts";
import { renderSvg } from "../../../src/render/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runWide as runCli } from "../../support/run-cli.ts";

test("releases prints all releases and their coverage", () => {
  const covered = [
    ...releases.map((each) => ({ ...each, coverage: "release" })),
    ...laterReleases.map((each) => ({
      ...each,
      coverage: each.release <= 132 ? "page" : "assumed",
    })),
  ];
  expect(cliJson("releases")).toEqual(plain(covered));
  expect(runCli(["releases", "--format", "csv"]).stdout).toMatch(/^112,release,112,2025-09-02,/m);
  const { stdout } = runCli(["releases"]);
  expect(stdout).toMatch(/^cPanel & WHM: 13 documented releases, 6 later releases\n/);
  expect(stdout).toMatch(/^ +112 +release +112 +2025-09-02 +no +about 2023-04 +unknown$/m);
  expect(stdout).toMatch(/^ +118 +release +118 +2025-09-02 +yes +2024-02-15 +about 2025-10$/m);
  expect(stdout).toMatch(/^ +132 +page +126 +2025-09-02 +no +2025-09-30 +about 2026-03$/m);
  expect(stdout).toMatch(/^ +138 +assumed +126 +2025-09-02 +\w+ +2026-07-27 +about 2026-11$/m);
});

test("releases draws a diagram of the ports of each release", () => {
  expect(runCli(["releases", "--format", "svg"])).toEqual({
    status: 0,
    stdout: renderSvg(releases),
    stderr: "",
  });
});
