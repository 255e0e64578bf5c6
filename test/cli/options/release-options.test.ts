import { expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";

test("--newer latest says which release stands in", () => {
  const { status, stdout, stderr } = runCli(["list", "11.132.0.4\n", "--newer", "latest"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^cPanel & WHM 126: 39 ports/);
  expect(stderr).toBe('cpanel-ports: 126 stands in for "11.132.0.4"\n');
  expect(runCli(["list", "126", "--newer", "latest"]).stderr).toBe("");
  expect(runCli(["list", "127", "--newer", "latest"]).status).toBe(1);
});
