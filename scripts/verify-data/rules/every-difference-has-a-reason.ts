import type { Page } from "../../../src/schema/page.ts";
import { pagesByRelease } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const everyDifferenceHasAReason: Rule = {
  says: "every difference between the pages of adjacent releases has exactly one entry among the changes, and vice versa, in order",
  check: ({ files }) => {
    const releases = pagesByRelease(files);
    const differences = releases.flatMap(([release, page], index) => {
      const [before, old] = releases[index - 1] ?? [];
      return page && old
        ? differencesOf(old, page).map((what) => `${before} to ${release}: ${what}`)
        : [];
    });
    const reasons = files.annotations.changes.map(
      ({ between, subject, port }) =>
        `${between.join(" to ")}: ${subject}${port === null ? "" : ` ${port}`}`,
    );
    return [
      ...differences
        .filter((each) => reasons.filter((reason) => reason === each).length !== 1)
        .map((each) => `annotations.json: expected exactly one reason for ${each}`),
      ...reasons
        .filter((each) => !differences.includes(each))
        .map((each) => `annotations.json: a reason for ${each}, which does not differ`),
      ...(isInOrder(files.annotations.changes.map((each) => each.between[0]))
        ? []
        : ["annotations.json: the changes are not in the order of their releases"]),
    ];
  },
};

function differencesOf(before: Page, after: Page): string[] {
  const ports = new Set([...before.ports, ...after.ports].map((row) => row.port));
  const row = (page: Page, port: number) => page.ports.find((each) => each.port === port);
  const subjects = {
    "license-callback": "licenseCallback",
    "feature-sources": "featureSources",
    "recommended-firewall": "recommendedFirewalls",
  } as const;
  return [
    ...[...ports]
      .filter((port) => !same(row(before, port), row(after, port)))
      .map((port) => `port ${port}`),
    ...Object.entries(subjects)
      .filter(([, field]) => !same(before[field], after[field]))
      .map(([subject]) => subject),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isInOrder(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => (numbers[index - 1] ?? 0) <= number);
}
