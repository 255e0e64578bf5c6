import type { Rule } from "../rule.ts";

const known = [
  "README.md",
  "annotations.json",
  "changes.json",
  "elsewhere.json",
  "needs.json",
  "operating-systems.json",
  "redirects.json",
  "released.json",
  "releases.json",
  "services.json",
];

/** What the build adds to a clone. */
const built = ["dataset.json"];

export const everyFileIsKnown: Rule = {
  says: "data/ holds the known files, and of each page the file that its number names",
  check: ({ files, paths }) => {
    const pages = files.pages.map(({ page }) => `pages/${page}.json`);
    const expected = [...known, ...pages];
    return [
      ...paths
        .filter((path) => ![...expected, ...built].includes(path))
        .map((path) => `${path}: unexpected`),
      ...expected.filter((path) => !paths.includes(path)).map((path) => `${path}: missing`),
    ];
  },
};
