import { expect, test } from "vitest";
import { registryProblems } from "../../../scripts/release/registry-problems.ts";

const readme = "# Ports\n\n[a](https://example.com/a.md), [b](#b)\n";
const versions = { "1.0.0": { dist: { integrity: "sha512-abc" } } };

test("finds no problem in the published package", () => {
  expect(registryProblems({ readme, versions }, "1.0.0", "abc")).toEqual([]);
});

test.for([
  ["1.0.0", "abd", readme, "registry: expected the tarball sha512-abd, found sha512-abc"],
  ["1.0.1", "abc", readme, "registry: expected the tarball sha512-abc, found undefined"],
  ["1.0.0", "abc", "", "registry: no README"],
  ["1.0.0", "abc", "[a](docs/a.md)", "README: broken link: ](docs/a.md)"],
  ["1.0.0", "abc", '<img src="a.svg">', 'README: broken link: src="a.svg"'],
] as const)(
  "reports the problem of version %s with digest %s and README %j",
  ([version, digest, text, problem]) => {
    expect(registryProblems({ readme: text, versions }, version, digest)).toEqual([problem]);
  },
);
