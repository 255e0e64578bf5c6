import { expect, test } from "vitest";
import { repositoryUrl } from "../../../scripts/release/repository-url.ts";

const address = "https://github.com/some-body/ports.js";

test.for([
  address,
  `${address}/`,
  `git+${address}.git`,
  "github:some-body/ports.js",
  "some-body/ports.js",
  "git@github.com:some-body/ports.js.git",
  "git+ssh://git@github.com/some-body/ports.js.git",
])("finds the address in %s", (url) => {
  expect(repositoryUrl({ repository: { type: "git", url } as { url: string } })).toBe(address);
  expect(repositoryUrl({ repository: url })).toBe(address);
});

test.for([undefined, "", " ", {}, { url: "" }, { url: "https://example.com" }, "somewhere"])(
  "finds no address in %j",
  (repository) => {
    expect(repositoryUrl(repository === undefined ? {} : { repository })).toBeUndefined();
  },
);
