import { expect, test } from "vitest";
import { releases } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runCli } from "../../support/run-cli.ts";

test("releases prints the releases that the library has", () => {
  expect(cliJson("releases")).toEqual(plain(releases));
  expect(runCli(["releases"]).stdout).toMatch(
    /^ +112 +112 +2025-09-02 +unknown +about 2023-04 +unknown$/m,
  );
  expect(runCli(["releases"]).stdout).toMatch(
    /^ +118 +118 +2025-09-02 +yes +2024-02-15 +2025-10$/m,
  );
});
