import { expect, test, vi } from "vitest";
import {
  diffReleases,
  latestRelease,
  listPorts,
  releaseStatus,
  releases,
  resolveRelease,
  resolveVersion,
} from "../../src/index.ts";
import { renderHtml } from "../../src/render/index.ts";
import { thrown } from "../support/thrown.ts";

// The newest page is 124 and applies only to 124; no page has 106.
vi.mock(import("../../src/dataset/dataset.ts"), async (importOriginal) => {
  const { datasetThrough124, moduleOf } = await import("../support/mocked-dataset.ts");
  return {
    ...(await importOriginal()),
    ...moduleOf(datasetThrough124()),
    documentedChanges: () => [],
  };
});

test("takes the newest release from the data", () => {
  expect(latestRelease).toBe(124);
  expect(resolveVersion("latest")).toMatchObject({ version: 124, coverage: "release" });
  expect(listPorts(resolveVersion("126.0.5"))).toEqual(listPorts(resolveRelease(124)));
});

test("does not apply a page beyond the last version it names", () => {
  expect(resolveVersion("126")).toMatchObject({ release: 124, coverage: "assumed" });
  expect(thrown(() => resolveRelease("126"))).toMatchObject({
    code: "newer-release",
    version: 126,
    newest: 124,
    coveredThrough: 124,
  });
});

test("refuses a release missing from the data, and names its neighbors", () => {
  expect(releases.map((each) => each.release)).not.toContain(106);
  const error = thrown(() => resolveVersion("106.0.3"));
  expect(error).toMatchObject({ code: "unknown-release", version: 106, nearest: [104, 108] });
  expect(error.message).toMatch(/nearest: 104 and 108$/);
});

test("treats an end of life that is a day as the last day", () => {
  expect(releaseStatus(124, "2025-12-15")).toMatchObject({
    status: "supported",
    through: "2025-12-15",
  });
  expect(releaseStatus(124, "2025-12-16").status).toBe("ended");
});

test("states that nothing differs between two pages without differences", () => {
  expect(renderHtml(diffReleases(118, 122))).toContain("118 to 122: nothing differs</caption>");
});
