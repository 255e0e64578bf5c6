import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { publishTarball } from "../../../scripts/release/publish-tarball.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Publishes with a shell command in place of `npm view`; returns the result and the npm commands called. */
async function publish(view: string) {
  const folder = temporaryFolder();
  const calls = join(folder, "calls");
  const npm = `#!/bin/sh\necho "$1" >> ${calls}\nif [ "$1" = view ]; then ${view}; fi\n`;
  writeFileSync(join(folder, "npm"), npm);
  chmodSync(join(folder, "npm"), 0o755);
  const env = { PATH: [folder, process.env.PATH].join(delimiter) };
  const result = await publishTarball("ports-1.0.0.tgz", "ports@1.0.0", env).catch(
    (error: Error) => error.message,
  );
  return { result, calls: readFileSync(calls, "utf8").trim().split("\n") };
}

const notFound = 'echo "npm error code E404" >&2; exit 1';

test.for([
  ["the package is new", notFound],
  // npm succeeds and prints nothing.
  ["the version is new", "true"],
])("publishes if %s", async ([, view = ""]) => {
  expect(await publish(view)).toEqual({ result: "published", calls: ["view", "publish"] });
});

test("does not publish a version twice", async () => {
  expect(await publish("echo 1.0.0")).toEqual({ result: "already published", calls: ["view"] });
});

test("publishes nothing if the registry cannot be queried", async () => {
  const { result, calls } = await publish('echo "npm error code E500" >&2; exit 1');
  expect(result).toContain("E500");
  expect(calls).toEqual(["view"]);
});
