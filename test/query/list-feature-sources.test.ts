import { expect, test } from "vitest";
import { DevelopmentReleaseError, listFeatureSources, releases } from "../../src/index.ts";

const all = ["Search Engine Optimization", "Site Quality Monitoring", "Social Media Management"];
const quality = ["Site Quality Monitoring"];

test("returns the features of each release's page, or undocumented", () => {
  const names = releases.map(({ release }) => {
    const sources = listFeatureSources(release);
    return [release, sources === "undocumented" ? sources : sources.map((each) => each.name)];
  });
  expect(names).toEqual([
    [102, quality],
    [104, quality],
    [106, quality],
    [108, quality],
    [110, quality],
    [112, "undocumented"],
    [114, "undocumented"],
    [116, "undocumented"],
    [118, all],
    [120, "undocumented"],
    [122, "undocumented"],
    [124, all],
    [126, all],
  ]);
});

test("returns the ports of each feature, with addresses or feeds", () => {
  expect(listFeatureSources(126)).toEqual([
    {
      name: "Search Engine Optimization",
      ports: [80, 443],
      addresses: [
        "78.138.117.141",
        "78.138.117.142",
        "78.138.117.168",
        "78.138.117.169",
        "78.138.117.179",
        "78.138.117.180",
        "78.138.117.214",
        "78.138.117.215",
      ],
      feeds: [],
    },
    {
      name: "Site Quality Monitoring",
      ports: [80, 443],
      addresses: [],
      feeds: ["https://tools.koalityengine.com/ip.txt"],
    },
    {
      name: "Social Media Management",
      ports: [80, 443],
      addresses: [],
      feeds: ["https://ip-ranges.amazonaws.com/ip-ranges.json"],
    },
  ]);
});

test("refuses an unknown release", () => {
  expect(() => listFeatureSources(109 as number)).toThrow(DevelopmentReleaseError);
});
