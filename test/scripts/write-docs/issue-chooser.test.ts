import { expect, test } from "vitest";
import { parse } from "yaml";
import { issueChooser } from "../../../scripts/write-docs/issue-chooser.ts";

test("links to private reports if the repository has an address", () => {
  const repository = { type: "git", url: "git+https://github.com/somebody/ports.git" };
  expect(parse(issueChooser({ repository }))).toEqual({
    blank_issues_enabled: true,
    contact_links: [
      {
        name: "Report a vulnerability",
        url: "https://github.com/somebody/ports/security/advisories/new",
        about: expect.stringContaining("privately"),
      },
    ],
  });
});

test("has no link without a repository address, because GitHub rejects relative links", () => {
  expect(parse(issueChooser({}))).toEqual({ blank_issues_enabled: true });
});
