import { expect, test } from "vitest";
import { dataset } from "../../src/dataset/dataset.ts";

test("the dataset is frozen, all the way down", () => {
  let objects = 0;
  const visit = (value: unknown): void => {
    if (typeof value === "object" && value !== null) {
      expect(Object.isFrozen(value)).toBe(true);
      objects++;
      Object.values(value).forEach(visit);
    }
  };
  visit(dataset);
  expect(objects).toBeGreaterThan(500);
});

test("the spans of one thing follow each other without a gap, and cover every release", () => {
  for (const spans of [
    dataset.licenseCallback,
    dataset.featureSources,
    dataset.recommendedFirewalls,
  ]) {
    const covered = dataset.releases.map(
      ({ release }) =>
        spans.filter(({ from, through }) => from <= release && release <= through).length,
    );
    expect(covered).toEqual(dataset.releases.map(() => 1));
  }
});
