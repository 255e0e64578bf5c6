import { pagesByRelease } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const everyReleaseHasItsPage: Rule = {
  says: "the releases are consecutive even numbers, each documented by a page that is valid for it, and every page documents a release",
  check: ({ files }) => {
    const problems: string[] = [];
    const releases = files.releases.releases.map((each) => each.release);
    for (const [index, release] of releases.entries()) {
      const before = releases[index - 1];
      if (before !== undefined && release !== before + 2) {
        problems.push(`releases.json: ${release} comes after ${before}, expected ${before + 2}`);
      }
    }
    for (const [release, page] of pagesByRelease(files)) {
      if (!page) {
        problems.push(`releases.json: the page of ${release} is missing`);
      } else if (
        release < page.validFrom ||
        (page.validThrough !== "latest" && release > page.validThrough)
      ) {
        problems.push(
          `releases.json: page ${page.page} is not valid for ${release}, only from ${page.validFrom} through ${page.validThrough}`,
        );
      }
    }
    for (const { page } of files.pages) {
      if (!files.releases.releases.some((each) => each.page === page)) {
        problems.push(`pages/${page}.json: documents no release`);
      }
    }
    return problems;
  },
};
