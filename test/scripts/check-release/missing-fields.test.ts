import { expect, test } from "vitest";
import { missingFields } from "../../../scripts/check-release/missing-fields.ts";

const filled = {
  author: "Somebody <somebody@example.com>",
  repository: { type: "git", url: "git+https://example.com/ports.git" },
  homepage: "https://example.com",
  bugs: { url: "https://example.com/issues" },
};

test("returns nothing for a complete manifest", () => {
  expect(missingFields(filled)).toEqual([]);
});

test.for(Object.keys(filled))("reports the field %s if it is missing or empty", (field) => {
  for (const value of [undefined, "", " ", {}, { url: "" }, null]) {
    const missing = missingFields({ ...filled, [field]: value });
    expect(missing).toHaveLength(1);
    expect(missing[0]).toContain(`package.json: "${field}" is missing: `);
  }
});

test("names a repository with an invalid address", () => {
  for (const url of ["somewhere", "https://example.com", "file:///ports"]) {
    expect(missingFields({ ...filled, repository: { type: "git", url } })).toEqual([
      expect.stringContaining('"repository" is missing: the address of the source'),
    ]);
  }
});
