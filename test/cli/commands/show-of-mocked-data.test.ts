import { expect, test, vi } from "vitest";
import { runCli } from "../../support/run-cli.ts";

vi.mock(import("../../../src/dataset/dataset.ts"), async (importOriginal) => {
  const { mockedDataset, moduleOf } = await import("../../support/mocked-dataset.ts");
  return { ...(await importOriginal()), ...moduleOf(mockedDataset()) };
});

test("show names a single release in the heading of its span", () => {
  const { stdout } = runCli(["show", "22"]);
  expect(stdout.match(/^releases? .+$/gm)).toEqual([
    "releases 102 to 114",
    "release 116",
    "releases 118 to 126",
  ]);
  expect(runCli(["show", "22", "--release", "116"]).stdout).toMatch(/^service +Telnet /m);
});
