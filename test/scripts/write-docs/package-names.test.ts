import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writePackageNames } from "../../../scripts/write-docs/package-names.ts";

const guide = `      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: OWNER/cpanel-ports@v1.0.0

Replace \`OWNER\` with the account in the URL
of the repository. Pin it.

    - npx --yes cpanel-ports@1.0.0 audit 126
`;

test("writes the version of the package, and keeps the placeholder without a repository on GitHub", () => {
  const written = guide
    .replace("cpanel-ports@v1.0.0", "cpanel-ports@v1.2.0-rc.1")
    .replace("cpanel-ports@1.0.0", "cpanel-ports@1.2.0-rc.1");
  expect(writePackageNames(guide, { version: "1.2.0-rc.1" })).toBe(written);
  const elsewhere = { version: "1.2.0-rc.1", repository: "https://git.example/a/b.git" };
  expect(writePackageNames(guide, elsewhere)).toBe(written);
  expect(writePackageNames(written, { version: "1.0.0" })).toBe(guide);
});

test("writes the repository, and drops the explanation of the placeholder", () => {
  const manifest = {
    version: "1.0.0",
    repository: { url: "git+https://github.com/some/my-cpanel-ports.git" },
  };
  const once = writePackageNames(guide, manifest);
  expect(once).toContain("- uses: some/my-cpanel-ports@v1.0.0\n\nPin it.\n");
  expect(once).not.toContain("OWNER");
  expect(writePackageNames(once, manifest)).toBe(once);
});

test("the guide explains the placeholder once", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../docs/ci.md"), "utf8");
  const manifest = { version: "9.8.7", repository: "some/cpanel-ports" };
  const written = writePackageNames(text, manifest);
  expect(written).not.toContain("OWNER");
  expect(written.match(/cpanel-ports@v?9\.8\.7/g)).toHaveLength(2);
});
