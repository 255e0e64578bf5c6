import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import type { Context, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

/** The complete findings in lint.mjs, which has correct and wrong imports. */
const expected = [
  "listPort not found in 'cpanel-ports'",
  "parseCsv not found in 'cpanel-ports/parse'",
  "'renderCvs' not found in imported namespace 'render'",
  "policySchem not found in 'cpanel-ports/schema'",
  "Unable to resolve path to module 'cpanel-ports/nothing'",
  "5 problems (5 errors, 0 warnings)",
];

/** A linter that resolves modules without the field `exports` of packages, by their field `module`. */
export const eslint: Target = {
  name: "eslint",
  title: "eslint-plugin-import, with its default resolver",
  version: versionOf("eslint-plugin-import"),
  steps: [
    {
      what: `ESLint ${versionOf("eslint")}`,
      checks: expected.length,
      expected,
      async run({ tools, consumer }: Context) {
        for (const name of ["lint.mjs", "eslint.config.mjs"]) {
          copyFileSync(join(import.meta.dirname, "../consumer", name), join(consumer, name));
        }
        const program = join(tools, "eslint/bin/eslint.js");
        return runProgram(consumer, [process.execPath, program, "lint.mjs"], {
          EVERYWHERE_TOOLS: tools,
        }).catch((error: Error) => error.message);
      },
    },
  ],
};
