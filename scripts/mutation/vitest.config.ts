import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const include = (process.env.MUTATION_TESTS ?? "test/**/*.test.ts").split(",");

/** Tests that mock a module, as in the main configuration. */
const mocked = "test/**/*-of-mocked-data.test.ts";

/** Tests of code that runs in a separate process, where nothing is mutated. */
const costs = "test/**/cost-of-*.test.ts";

/** Tests with thousands of random rulesets and policies: each mutant would take minutes. */
const long = ["test/parse/check/agreement.test.ts", "test/audit/plan-safety.test.ts"];

/** No timeouts here: Stryker stops tests that hang. */
const testTimeout = 600_000;

const setupFiles = ["scripts/mutation/setup.ts"];

/** The first failing test ends a run, so slow tests come last. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: ShortestFirst },
    projects: [
      {
        test: {
          name: "tests",
          include,
          exclude: [mocked, costs, ...long],
          isolate: false,
          testTimeout,
          setupFiles,
        },
      },
      {
        test: {
          name: "mocked",
          include: include.map((each) => each.replace(/\*\.test\.ts$/, "*-of-mocked-data.test.ts")),
          testTimeout,
          setupFiles,
        },
      },
    ],
  },
});
