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

/** Files that the build adds to a clone. */
const built = ["dataset.json"];

export const everyFileIsKnown: Rule = {
  says: "data/ has only the known files, and one file per page, named by its number",
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
