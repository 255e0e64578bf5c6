import { expect, test } from "vitest";
import { registryProblems } from "../../../scripts/release/registry-problems.ts";

const readme = "# Ports\n\n[a](https://example.com/a.md), [b](#b)\n";
const versions = { "1.0.0": { dist: { integrity: "sha512-abc" } } };

test("finds nothing wrong with what was published", () => {
  expect(registryProblems({ readme, versions }, "1.0.0", "abc")).toEqual([]);
});

test.for([
  ["1.0.0", "abd", readme, "the registry has the tarball sha512-abc, not sha512-abd"],
  ["1.0.1", "abc", readme, "the registry has the tarball undefined, not sha512-abc"],
  ["1.0.0", "abc", "", "the registry has no README to show"],
  ["1.0.0", "abc", "[a](docs/a.md)", "the README has a link that leads nowhere: ](docs/a.md)"],
  ["1.0.0", "abc", '<img src="a.svg">', 'the README has a link that leads nowhere: src="a.svg"'],
] as const)("%s, %s, %j", ([version, digest, text, problem]) => {
  expect(registryProblems({ readme: text, versions }, version, digest)).toEqual([problem]);
});
