import { defineConfig } from "vitest/config";

const include = (process.env.MUTATION_TESTS ?? "test/**/*.test.ts").split(",");

/** Tests that replace a module for all that loads it, as in the configuration of all tests. */
const mocked = "test/**/*-of-mocked-data.test.ts";

/** What they measure is done by a process of its own, in which nothing is mutated. */
const costs = "test/**/cost-of-*.test.ts";

const setupFiles = ["scripts/mutation/setup.ts"];

export default defineConfig({
  test: {
    projects: [
      { test: { name: "tests", include, exclude: [mocked, costs], isolate: false, setupFiles } },
      {
        test: {
          name: "mocked",
          include: include.map((each) => each.replace(/\*\.test\.ts$/, "*-of-mocked-data.test.ts")),
          setupFiles,
        },
      },
    ],
  },
});
