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

// The newest page is that of 124, holds for 124 only, and 106 is in no page.
vi.mock(import("../../src/dataset/dataset.ts"), async (importOriginal) => {
  const { datasetThrough124, moduleOf } = await import("../support/mocked-dataset.ts");
  return {
    ...(await importOriginal()),
    ...moduleOf(datasetThrough124()),
    documentedChanges: () => [],
  };
});

test("the newest release is that of the data", () => {
  expect(latestRelease).toBe(124);
  expect(resolveVersion("latest")).toMatchObject({ version: 124, coverage: "release" });
  expect(listPorts(resolveVersion("126.0.5"))).toEqual(listPorts(resolveRelease(124)));
});

test("a page that names its last version holds for no newer one", () => {
  expect(resolveVersion("126")).toMatchObject({ release: 124, coverage: "assumed" });
  expect(thrown(() => resolveRelease("126"))).toMatchObject({
    code: "newer-release",
    version: 126,
    newest: 124,
    coveredThrough: 124,
  });
});

test("a release that is missing between others is unknown, with its neighbours", () => {
  expect(releases.map((each) => each.release)).not.toContain(106);
  const error = thrown(() => resolveVersion("106.0.3"));
  expect(error).toMatchObject({ code: "unknown-release", version: 106, nearest: [104, 108] });
  expect(error.message).toMatch(/nearest: 104 and 108$/);
});

test("an end of life that is a day is the last day", () => {
  expect(releaseStatus(124, "2025-12-15")).toMatchObject({
    status: "supported",
    through: "2025-12-15",
  });
  expect(releaseStatus(124, "2025-12-16").status).toBe("ended");
});

test("pages that differ in nothing are said to differ in nothing", () => {
  expect(renderHtml(diffReleases(118, 122))).toContain("118 to 122: nothing differs</caption>");
});
