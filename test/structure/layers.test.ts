import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cruise, type IReporterOutput } from "dependency-cruiser";
import { expect, test } from "vitest";
import config from "../../.dependency-cruiser.js";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Returns the rules that modules violate; each module is given by its path and its imports. */
async function broken(modules: Readonly<Record<string, readonly string[]>>) {
  const root = temporaryFolder();
  for (const [path, imports] of Object.entries(modules)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    const lines = imports.map((each) => `export type { T } from ${JSON.stringify(each)};`);
    writeFileSync(file, [...lines, "export type U = 1;"].join("\n"));
  }
  const { tsConfig: _, ...options } = config.options;
  const { output } = (await cruise(["src"], {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  } as Parameters<typeof cruise>[1])) as IReporterOutput;
  const { violations } = (output as Exclude<typeof output, string>).summary;
  return [...new Set(violations.map(({ rule }) => rule.name))].sort();
}

test("accepts imports with the flow", async () => {
  expect(
    await broken({
      "src/util/a.ts": [],
      "src/net/a.ts": ["../util/a.ts"],
      "src/parse/csf/a.ts": ["../../net/a.ts", "../b.ts"],
      "src/parse/b.ts": [],
      "src/parse/index.ts": ["./csf/a.ts"],
      "src/policy/a.ts": ["../net/a.ts"],
      "src/policy/create/a.ts": ["../a.ts"],
    }),
  ).toEqual([]);
});

test.for<[name: string, modules: Readonly<Record<string, readonly string[]>>, rule: string]>([
  ["a cycle of types", { "src/net/a.ts": ["./b.ts"], "src/net/b.ts": ["./a.ts"] }, "no-cycle"],
  [
    "a parser that looks things up in the dataset",
    { "src/parse/csf/a.ts": ["../../dataset/a.ts"], "src/dataset/a.ts": [] },
    "parse-imports-with-the-flow",
  ],
  [
    "an engine that knows a format",
    { "src/packet-filter/a.ts": ["../parse/csf/a.ts"], "src/parse/csf/a.ts": [] },
    "packet-filter-imports-with-the-flow",
  ],
  [
    "a policy that needs how policies are created",
    { "src/policy/a.ts": ["./create/a.ts"], "src/policy/create/a.ts": [] },
    "policy-imports-with-the-flow",
  ],
  [
    "a format that needs another",
    { "src/parse/csf/a.ts": ["../apf/a.ts"], "src/parse/apf/a.ts": [] },
    "formats-are-apart",
  ],
  [
    "a shared part that knows a format",
    { "src/parse/notes.ts": ["./csf/a.ts"], "src/parse/csf/a.ts": [] },
    "shared-parts-know-no-format",
  ],
  [
    "a command that is imported by a renderer",
    { "src/render/a.ts": ["../cli/a.ts"], "src/cli/a.ts": [] },
    "render-imports-with-the-flow",
  ],
])("rejects %s", async ([, modules, rule]) => {
  expect(await broken(modules)).toEqual([rule]);
});
