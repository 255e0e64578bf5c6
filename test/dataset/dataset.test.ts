import { expect, test } from "vitest";
import { completeDataset as dataset } from "../../scripts/complete-dataset.ts";
import * as parts from "../../src/dataset/dataset.ts";

test("creates every part of the dataset once, deeply frozen", () => {
  let objects = 0;
  const visit = (value: unknown): void => {
    if (typeof value === "object" && value !== null) {
      expect(Object.isFrozen(value)).toBe(true);
      objects++;
      Object.values(value).forEach(visit);
    }
  };
  for (const part of Object.values(parts)) {
    if (typeof part === "function") {
      visit(part());
      expect(part()).toBe(part());
    }
  }
  expect(objects).toBeGreaterThan(500);
});

test("covers every release with spans that leave no gap", () => {
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
