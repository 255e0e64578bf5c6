import type { Rule } from "../rule.ts";

export const lifecyclesAreInOrder: Rule = {
  says: "first builds are in the order of the releases, a release ends after it begins, and later releases have higher numbers",
  check: ({ files }) => {
    const { releases, laterReleases, snapshot } = files.releases;
    const all = [...releases, ...laterReleases];
    const problems: string[] = [];
    let began = "";
    for (const [index, { release, firstPublicBuild, endOfLife }] of all.entries()) {
      const first = firstPublicBuild === "unknown" ? "" : firstPublicBuild.date;
      const last = endOfLife === "unknown" ? "" : endOfLife.date;
      if (index > 0 && release <= (all[index - 1]?.release ?? 0)) {
        problems.push(`releases.json: ${release} is not after the previous release`);
      }
      if (first !== "" && first < began) {
        problems.push(`releases.json: ${release} began before an older release`);
      }
      if (first !== "" && last !== "" && last < first) {
        problems.push(`releases.json: ${release} ends before it began`);
      }
      began = first || began;
    }
    if (!all.some((each) => each.release === snapshot.latestRelease)) {
      problems.push(`releases.json: the latest release, ${snapshot.latestRelease}, is not listed`);
    }
    return problems;
  },
};
