import { expect, test } from "vitest";
import {
  categories,
  laterReleases,
  latestRelease,
  listServices,
  releases,
  resolveVersion,
  services,
} from "../../src/index.ts";
import { the } from "../support/changed-files.ts";

test("lists 13 releases, each with the page that applies to it", () => {
  expect(releases.map(({ release, source }) => [release, source.page])).toEqual([
    [102, 102],
    [104, 102],
    [106, 102],
    [108, 102],
    [110, 102],
    [112, 112],
    [114, 114],
    [116, 116],
    [118, 118],
    [120, 120],
    [122, 120],
    [124, 124],
    [126, 126],
  ]);
});

test("lists the lifecycle dates of the sources, and unknown without a source", () => {
  const dates = releases.map(({ release, firstPublicBuild, endOfLife }) => [
    release,
    firstPublicBuild === "unknown" ? "unknown" : firstPublicBuild.date,
    endOfLife === "unknown" ? "unknown" : endOfLife.date,
  ]);
  expect(dates).toEqual([
    [102, "unknown", "unknown"],
    [104, "unknown", "unknown"],
    [106, "unknown", "unknown"],
    [108, "unknown", "unknown"],
    [110, "2023-03-08", "2026-12"],
    [112, "2023-04", "unknown"],
    [114, "2023-07", "unknown"],
    [116, "unknown", "unknown"],
    [118, "2024-02-15", "2025-10"],
    [120, "2024-04-09", "unknown"],
    [122, "2024-07-09", "unknown"],
    [124, "2024-10-01", "unknown"],
    [126, "2025-01-08", "2026-08"],
  ]);
  const longTerm = releases.filter((each) => each.longTermSupport === true);
  expect(longTerm.map((each) => each.release)).toEqual([110, 118, 126]);
  const { firstPublicBuild, longTermSupportBasis } = the(releases, (each) => each.release === 112);
  expect(firstPublicBuild).toMatchObject({ basis: longTermSupportBasis });
  expect(longTermSupportBasis).toMatchObject([{ kind: "documentation", asOf: "2024-02-23" }]);
});

test("lists known later releases, and none of the dataset", () => {
  expect(
    laterReleases.map((each) => [each.release, resolveVersion(each.release).coverage]),
  ).toEqual([
    [128, "page"],
    [130, "page"],
    [132, "page"],
    [134, "assumed"],
    [136, "assumed"],
    [138, "assumed"],
  ]);
  expect(latestRelease).toBe(126);
  expect(releases.at(-1)?.release).toBe(latestRelease);
});

test("lists the services and categories of all releases, frozen", () => {
  expect(services).toEqual(listServices());
  expect(categories).toEqual([...new Set(services.map((each) => each.category))].sort());
  for (const list of [categories, laterReleases, services]) {
    expect(list.length).toBeGreaterThan(5);
    expect(Object.isFrozen(list)).toBe(true);
  }
});
