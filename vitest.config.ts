import { defineConfig } from "vitest/config";

/** Longer than any test takes on a slow machine, so a test that exceeds it hangs. */
const within = (minutes: number) => ({
  testTimeout: minutes * 60_000,
  hookTimeout: minutes * 60_000,
});

/** A different order in each run, so that tests cannot depend on each other; the seed is printed. */
const sequence = { shuffle: true };

/** Modules stay loaded between the files of a worker, which takes up to a third less time. */
const isolate = false;

/** Tests that mock a module: each needs a separate process. */
const mocked = "test/**/*-of-mocked-data.test.ts";

export default defineConfig({
  test: {
    maxWorkers: "100%",
    sequence,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text"],
      thresholds: { 100: true },
    },
    projects: [
      {
        test: {
          name: "source",
          include: ["test/**/*.test.ts"],
          exclude: ["test/fuzz/**", "test/package/**", "test/site/**", "test/system/**", mocked],
          isolate,
          sequence,
          globalSetup: ["test/support/unit-needs.ts"],
          ...within(10),
        },
      },
      {
        test: { name: "source-mocked", include: [mocked], sequence, ...within(2) },
      },
      {
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: ["test/package/install.ts"],
          // One of the tests builds the package.
          ...within(8),
        },
      },
      {
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts"],
          globalSetup: ["test/site/support/build.ts"],
          // The answer of a worker may take long on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          ...within(5),
        },
      },
      {
        test: {
          name: "fuzz",
          include: ["test/fuzz/**/*.test.ts"],
          isolate,
          // Each of its processes needs up to half a gigabyte.
          maxConcurrency: 2,
          globalSetup: ["test/fuzz/support/needs.ts"],
          // CI gives them a smaller share of the processors.
          ...within(45),
        },
      },
      {
        test: {
          name: "system",
          include: ["test/system/**/*.test.ts"],
          isolate,
          globalSetup: [
            "test/system/support/needs.ts",
            "test/system/support/python-tools/start.ts",
          ],
          // CI gives them a smaller share of the processors.
          ...within(45),
        },
      },
    ],
  },
});
