import { expect, test } from "vitest";
import { insertDataChanges } from "../../../scripts/data-semver/insert-data-changes.ts";

const changelog =
  "# cpanel-ports\n\n## 1.1.0\n\n### Minor Changes\n\n- New.\n\n## 1.0.0\n\nFirst.\n";
const change = {
  level: "patch",
  change: "changed",
  subject: "value",
  id: null,
  release: null,
  fields: [],
  text: "dates changed",
} as const;

test("inserts the changes at the end of the version's section", () => {
  expect(insertDataChanges(changelog, "1.1.0", [change])).toBe(
    "# cpanel-ports\n\n## 1.1.0\n\n### Minor Changes\n\n- New.\n\n### Data\n\n- Dates changed.\n\n## 1.0.0\n\nFirst.\n",
  );
});

test("states that nothing changed, even in the last section", () => {
  expect(insertDataChanges(changelog, "1.0.0", [])).toBe(
    `${changelog.trimEnd()}\n\n### Data\n\nNo changes.\n`,
  );
});

test("refuses a version that is not in the changelog", () => {
  expect(() => insertDataChanges(changelog, "2.0.0", [])).toThrow("no section 2.0.0");
});
